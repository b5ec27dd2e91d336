-- An enum gains a value, a column's default becomes that value, an index predicate and a check name it
CREATE TYPE state AS ENUM ('new', 'sent');
CREATE TABLE parcel (id integer PRIMARY KEY, state state DEFAULT 'new' NOT NULL);
CREATE INDEX parcel_open ON parcel (id) WHERE state = 'new';
