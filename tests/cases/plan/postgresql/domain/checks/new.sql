-- Checks of a domain are added, dropped, changed and validated
CREATE DOMAIN grade AS integer;
ALTER DOMAIN grade ADD CONSTRAINT grade_high CHECK (VALUE < 7);
ALTER DOMAIN grade ADD CONSTRAINT grade_odd CHECK (VALUE <> 13);
ALTER DOMAIN grade ADD CONSTRAINT grade_even CHECK (VALUE % 2 = 0) NOT VALID;
CREATE TABLE exam (id integer, grade grade);
