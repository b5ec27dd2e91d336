-- Foreign keys to a primary key and to a unique key are added
CREATE TABLE port (id integer PRIMARY KEY, code text NOT NULL UNIQUE);
CREATE TABLE route (
    id integer PRIMARY KEY,
    from_id integer NOT NULL,
    to_code text
);
