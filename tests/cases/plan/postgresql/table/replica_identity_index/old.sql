-- Replica identity moves to an index, and back from nothing in another table
CREATE TABLE inspection (id integer NOT NULL, code text NOT NULL);
CREATE UNIQUE INDEX inspection_code ON inspection (code);
CREATE UNIQUE INDEX inspection_id ON inspection (id);
CREATE TABLE frame (id integer);
ALTER TABLE inspection REPLICA IDENTITY USING INDEX inspection_id;
ALTER TABLE frame REPLICA IDENTITY NOTHING;
