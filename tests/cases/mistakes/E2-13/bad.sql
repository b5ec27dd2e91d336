CREATE TABLE page (id integer PRIMARY KEY, sense vector(3));
