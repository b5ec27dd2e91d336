-- An enum gains a value, a column's default becomes that value, an index predicate and a check name it
CREATE TYPE state AS ENUM ('draft', 'new', 'sent', 'lost');
CREATE TABLE parcel (id integer PRIMARY KEY, state state DEFAULT 'draft' NOT NULL, CONSTRAINT parcel_lost CHECK (state <> 'lost' OR id > 0));
CREATE INDEX parcel_open ON parcel (id) WHERE state IN ('draft', 'new');
CREATE VIEW lost AS SELECT id FROM parcel WHERE state = 'lost'::state;
CREATE FUNCTION is_lost(s state) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN s = 'lost'::state;
