-- Key, replica identity and clustering all rest on indexes that are redefined
CREATE TABLE parcel (id integer NOT NULL, code text NOT NULL, town text);
ALTER TABLE parcel ADD CONSTRAINT parcel_pkey PRIMARY KEY (id, code);
CREATE UNIQUE INDEX parcel_code ON parcel (code, id);
CREATE INDEX parcel_town ON parcel (town, id);
ALTER TABLE parcel REPLICA IDENTITY USING INDEX parcel_code;
ALTER TABLE parcel CLUSTER ON parcel_town;
