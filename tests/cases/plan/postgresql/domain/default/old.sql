-- The default of a domain is set, changed and dropped
CREATE DOMAIN a AS integer;
CREATE DOMAIN b AS text DEFAULT 'x';
CREATE DOMAIN c AS date DEFAULT CURRENT_DATE;
CREATE TABLE singer (id a, name b, since c);
