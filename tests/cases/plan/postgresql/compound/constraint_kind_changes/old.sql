-- Constraints keep their names and change their kind
CREATE TABLE zone (id integer PRIMARY KEY);
CREATE TABLE parcel (
    id integer NOT NULL,
    zone_id integer,
    code text,
    CONSTRAINT one CHECK (id > 0),
    CONSTRAINT two FOREIGN KEY (zone_id) REFERENCES zone,
    CONSTRAINT three UNIQUE (code)
);
