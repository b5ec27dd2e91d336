-- Columns with constant and volatile defaults are added, not null
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text,
    gears smallint DEFAULT 21 NOT NULL,
    registered_at timestamptz DEFAULT clock_timestamp() NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL
);
