-- An exclusion over an expression appears, with included columns
CREATE TABLE dock_booking (
    id integer PRIMARY KEY,
    starts date,
    ends date,
    CONSTRAINT one_at_a_time EXCLUDE USING gist (daterange(starts, ends, '[]'::text) range_ops WITH &&) INCLUDE (id)
);
