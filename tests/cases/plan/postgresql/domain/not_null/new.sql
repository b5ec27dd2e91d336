-- A domain becomes not null, another nullable
CREATE DOMAIN a AS integer NOT NULL;
CREATE DOMAIN b AS text;
CREATE TABLE singer (id a, name b);
