-- A primary key gets a period that may not overlap
-- needs: extension btree_gist
CREATE EXTENSION btree_gist;
CREATE TABLE fare (
    line integer NOT NULL,
    valid daterange NOT NULL,
    price numeric,
    CONSTRAINT fare_pkey PRIMARY KEY (line, valid WITHOUT OVERLAPS)
);
