-- The function in a domain's check is replaced by one with another name
CREATE FUNCTION ok1(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length($1) > 1';
CREATE DOMAIN code AS text CONSTRAINT code_ok CHECK (ok1(VALUE));
CREATE TABLE exam (id integer, code code);
