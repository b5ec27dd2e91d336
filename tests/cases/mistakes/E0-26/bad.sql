CREATE TABLE parcel (id integer PRIMARY KEY, state text NOT NULL);
CREATE INDEX parcel_open ON parcel (state) WHERE state = "OPEN";
