-- An enum and a table that uses it appear
CREATE TABLE choir (id integer PRIMARY KEY);
