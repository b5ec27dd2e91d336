-- A table gives its name to an enum
CREATE TABLE zone (code text PRIMARY KEY);
CREATE TABLE parcel (id integer PRIMARY KEY, zone text REFERENCES zone);
