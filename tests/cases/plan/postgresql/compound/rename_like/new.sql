-- A table with keys, index and view comes back under another name
CREATE TABLE customer (id serial PRIMARY KEY, name text NOT NULL, CONSTRAINT customer_name_key UNIQUE (name));
CREATE TABLE parcel (id integer PRIMARY KEY, customer_id integer CONSTRAINT parcel_customer_id_fkey REFERENCES customer);
CREATE VIEW customer_names AS SELECT name FROM customer;
