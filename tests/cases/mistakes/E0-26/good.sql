CREATE TABLE parcel (id integer PRIMARY KEY, state text NOT NULL);
CREATE INDEX parcel_open ON parcel (id, state) WHERE state = 'OPEN';
