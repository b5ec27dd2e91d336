-- Defaults are set, changed and dropped
CREATE TABLE rental (
    id integer PRIMARY KEY,
    days integer DEFAULT 3,
    note text,
    helmet boolean DEFAULT true
);
