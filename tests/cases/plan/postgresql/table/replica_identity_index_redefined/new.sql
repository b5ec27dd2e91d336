-- The index that serves as replica identity is itself redefined
CREATE TABLE inspection (id integer NOT NULL, code text NOT NULL);
CREATE UNIQUE INDEX inspection_ident ON inspection (id, code);
ALTER TABLE inspection REPLICA IDENTITY USING INDEX inspection_ident;
