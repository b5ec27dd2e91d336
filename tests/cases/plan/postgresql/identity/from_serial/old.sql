-- A serial becomes an identity of the same sequence name
CREATE TABLE ticket (id serial PRIMARY KEY, line text);
