-- A domain becomes not null, another nullable
CREATE DOMAIN a AS integer;
CREATE DOMAIN b AS text NOT NULL;
CREATE TABLE singer (id a, name b);
