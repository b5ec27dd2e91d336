-- The enum by which a table is parted gets values, loses one and another order
CREATE TYPE state AS ENUM ('new', 'old', 'gone', 'lost');
CREATE TABLE item (state state, id integer, was state DEFAULT 'new', PRIMARY KEY (state, id)) PARTITION BY LIST (state);
CREATE TABLE item_new PARTITION OF item FOR VALUES IN ('new');
CREATE TABLE item_rest PARTITION OF item FOR VALUES IN ('gone', 'old');
CREATE INDEX item_was ON item (was);
CREATE TABLE other (id integer PRIMARY KEY, state state DEFAULT 'old');
CREATE VIEW items AS SELECT id FROM item WHERE state > 'new';
