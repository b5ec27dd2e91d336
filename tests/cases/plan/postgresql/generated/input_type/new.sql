-- The type of the column that a generated one is computed from changes
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net bigint NOT NULL,
    twice bigint GENERATED ALWAYS AS (net * 2) STORED
);
