-- A foreign key starts to follow the period of its target
-- needs: extension btree_gist
CREATE EXTENSION btree_gist;
CREATE TABLE fare (line integer, valid daterange, PRIMARY KEY (line, valid WITHOUT OVERLAPS));
CREATE TABLE discount (
    line integer,
    valid daterange,
    CONSTRAINT discount_fare FOREIGN KEY (line, PERIOD valid) REFERENCES fare (line, PERIOD valid)
);
