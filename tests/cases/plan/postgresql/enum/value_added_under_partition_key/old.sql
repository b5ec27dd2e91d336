-- The enum by which a table is parted gets a value and the table a partition for it
CREATE TYPE state AS ENUM ('new', 'old');
CREATE TABLE item (state state NOT NULL, id integer) PARTITION BY LIST (state);
CREATE TABLE item_new PARTITION OF item FOR VALUES IN ('new');
