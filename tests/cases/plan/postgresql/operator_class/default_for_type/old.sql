-- A class becomes the default for a type, and a gist class with storage appears
CREATE TYPE grade AS ENUM ('easy', 'hard');
CREATE DOMAIN metres AS integer;
CREATE OPERATOR CLASS grade_ops FOR TYPE grade USING hash AS OPERATOR 1 = (anyenum, anyenum), FUNCTION 1 (grade) hashenum(anyenum);
