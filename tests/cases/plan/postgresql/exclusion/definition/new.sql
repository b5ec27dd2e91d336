-- The operator, predicate and deferrability of exclusion constraints change
CREATE TABLE dock_booking (
    id integer PRIMARY KEY,
    during int4range,
    cancelled boolean DEFAULT false,
    CONSTRAINT free_time EXCLUDE USING gist (during WITH &&) WHERE (NOT cancelled) DEFERRABLE,
    CONSTRAINT no_twin EXCLUDE USING hash (id WITH =)
);
