-- Constraints keep their names and change their kind
CREATE TABLE zone (id integer PRIMARY KEY);
CREATE TABLE parcel (
    id integer NOT NULL,
    zone_id integer,
    code text,
    CONSTRAINT one UNIQUE (id),
    CONSTRAINT two CHECK (zone_id > 0),
    CONSTRAINT three PRIMARY KEY (code)
);
