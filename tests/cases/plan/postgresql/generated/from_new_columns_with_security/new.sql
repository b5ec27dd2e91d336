-- A plain column becomes one computed from new columns, in a table that gets row security
CREATE TABLE member (
    id integer PRIMARY KEY,
    by_mail timestamptz,
    by_phone timestamptz,
    confirmed timestamptz GENERATED ALWAYS AS (LEAST(by_mail, by_phone)) STORED
);
CREATE INDEX member_confirmed ON member (confirmed);
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
