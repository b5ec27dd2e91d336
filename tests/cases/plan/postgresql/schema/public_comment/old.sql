-- The comment of the schema public itself changes
CREATE TABLE loaf (id integer);
