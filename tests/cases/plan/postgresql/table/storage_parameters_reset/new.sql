-- All storage parameters of a table are removed
CREATE TABLE honey_lot (id integer PRIMARY KEY, note text);
