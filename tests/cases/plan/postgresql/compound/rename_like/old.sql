-- A table with keys, index and view comes back under another name
CREATE TABLE client (id serial PRIMARY KEY, name text NOT NULL, CONSTRAINT client_name_key UNIQUE (name));
CREATE TABLE parcel (id integer PRIMARY KEY, client_id integer CONSTRAINT parcel_client_id_fkey REFERENCES client);
CREATE VIEW client_names AS SELECT name FROM client;
