-- A key and the foreign key that points to it become bigint together
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE rental (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer ON DELETE CASCADE);
