-- Text that holds numbers gets numeric affinity
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    height TEXT
);
CREATE INDEX hut_height ON hut (height);
