CREATE TABLE shelf (id integer PRIMARY KEY);
CREATE TABLE book (id integer PRIMARY KEY, shelf_id integer NOT NULL REFERENCES shelf);
