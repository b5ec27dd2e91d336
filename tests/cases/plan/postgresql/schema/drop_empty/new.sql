-- An empty schema goes
CREATE TABLE loaf (id integer PRIMARY KEY);
