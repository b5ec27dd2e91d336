-- A key and the foreign key that points to it become bigint together
CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE rental (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer ON DELETE CASCADE);
