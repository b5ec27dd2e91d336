-- The owner column of sequences is set, moved and removed
CREATE TABLE tea (id integer, other integer);
CREATE TABLE cup (id integer);
CREATE SEQUENCE a;
CREATE SEQUENCE b;
CREATE SEQUENCE c;
ALTER SEQUENCE a OWNED BY cup.id;
ALTER SEQUENCE b OWNED BY cup.id;
