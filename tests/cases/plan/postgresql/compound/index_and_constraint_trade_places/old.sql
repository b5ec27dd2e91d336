-- An index becomes the key, the key becomes an index, both under the other's name
CREATE TABLE parcel (id integer NOT NULL, code text NOT NULL);
ALTER TABLE parcel ADD CONSTRAINT ident PRIMARY KEY (id);
CREATE UNIQUE INDEX lookup ON parcel (code);
CREATE TABLE scan (parcel_id integer);
ALTER TABLE scan ADD CONSTRAINT scan_parcel FOREIGN KEY (parcel_id) REFERENCES parcel (id);
