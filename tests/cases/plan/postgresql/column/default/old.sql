-- Defaults are set, changed and dropped
CREATE TABLE rental (
    id integer PRIMARY KEY,
    days integer DEFAULT 1,
    note text DEFAULT 'none',
    helmet boolean
);
