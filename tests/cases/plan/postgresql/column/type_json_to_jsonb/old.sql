-- json becomes jsonb and gains an index
CREATE TABLE stand (
    id integer PRIMARY KEY,
    details json
);
