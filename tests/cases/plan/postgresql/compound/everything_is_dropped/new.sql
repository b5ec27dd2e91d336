-- A whole small shop is torn down
CREATE TABLE parcel (id integer PRIMARY KEY);
