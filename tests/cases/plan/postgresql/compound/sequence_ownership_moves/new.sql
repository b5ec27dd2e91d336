-- Serial sequences of two tables are handed around and a third becomes shared
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE SEQUENCE a_id_seq AS integer OWNED BY b.id;
CREATE SEQUENCE b_id_seq AS integer OWNED BY a.id;
ALTER TABLE a ALTER COLUMN id SET DEFAULT nextval('b_id_seq');
ALTER TABLE b ALTER COLUMN id SET DEFAULT nextval('a_id_seq');
