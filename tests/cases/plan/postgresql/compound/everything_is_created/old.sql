-- A whole small shop is built on an empty database, cyclic where it can be
CREATE TABLE parcel (id integer PRIMARY KEY);
