-- Defaults that quote, look like SQL, or mean something else than they seem
CREATE TABLE rental (
    id integer PRIMARY KEY,
    a text DEFAULT 'it''s',
    b text DEFAULT NULL,
    c text DEFAULT 'now()',
    d timestamptz DEFAULT '2020-01-01 00:00+00'::timestamptz,
    e numeric DEFAULT -1
);
