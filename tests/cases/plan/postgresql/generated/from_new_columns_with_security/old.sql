-- A plain column becomes one computed from new columns, in a table that gets row security
CREATE TABLE member (
    id integer PRIMARY KEY,
    confirmed timestamptz
);
CREATE INDEX member_confirmed ON member (confirmed);
