-- A temporal unique key without other columns turns into an ordinary one
-- needs: extension btree_gist
CREATE EXTENSION btree_gist;
CREATE TABLE fare (
    line integer NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT fare_once UNIQUE (line, valid WITHOUT OVERLAPS)
);
