-- A cycle of two tables is made out of two separate ones
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    keeper_id INTEGER REFERENCES keeper (id)
);
CREATE TABLE keeper (
    id INTEGER PRIMARY KEY,
    hut_id INTEGER NOT NULL REFERENCES hut (id) DEFERRABLE INITIALLY DEFERRED
);
