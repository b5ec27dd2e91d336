-- The default of a domain is set, changed and dropped
CREATE DOMAIN a AS integer DEFAULT 7;
CREATE DOMAIN b AS text DEFAULT 'it''s';
CREATE DOMAIN c AS date;
CREATE TABLE singer (id a, name b, since c);
