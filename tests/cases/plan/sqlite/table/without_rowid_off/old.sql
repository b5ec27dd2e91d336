-- A table gains row numbers
CREATE TABLE price (
    season TEXT PRIMARY KEY NOT NULL,
    cents INTEGER
) WITHOUT ROWID, STRICT;
