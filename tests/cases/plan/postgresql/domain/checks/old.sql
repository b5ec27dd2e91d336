-- Checks of a domain are added, dropped, changed and validated
CREATE DOMAIN grade AS integer;
ALTER DOMAIN grade ADD CONSTRAINT grade_low CHECK (VALUE > 0);
ALTER DOMAIN grade ADD CONSTRAINT grade_high CHECK (VALUE < 10);
ALTER DOMAIN grade ADD CONSTRAINT grade_odd CHECK (VALUE <> 13) NOT VALID;
CREATE TABLE exam (id integer, grade grade);
