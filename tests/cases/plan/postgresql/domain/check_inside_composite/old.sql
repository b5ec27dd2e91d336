-- A check is added to a domain that a composite column holds, which the server does not do in place
CREATE DOMAIN grade AS integer;
CREATE TYPE result AS (subject text, grade grade);
CREATE TABLE exam (id integer PRIMARY KEY, result result);
