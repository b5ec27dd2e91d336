-- An enum becomes a table of its values with a foreign key
CREATE TABLE zone (code text PRIMARY KEY, price numeric(6,2));
CREATE TABLE parcel (id integer PRIMARY KEY, zone text NOT NULL REFERENCES zone);
