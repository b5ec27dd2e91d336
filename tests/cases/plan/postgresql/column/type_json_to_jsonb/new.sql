-- json becomes jsonb and gains an index
CREATE TABLE stand (
    id integer PRIMARY KEY,
    details jsonb
);
CREATE INDEX stand_details ON stand USING gin (details jsonb_path_ops);
