-- Replica identity becomes full
CREATE TABLE inspection (id integer, note text);
