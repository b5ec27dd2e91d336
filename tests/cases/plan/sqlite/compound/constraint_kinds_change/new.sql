-- Named constraints keep their names and change their kind
CREATE TABLE hut (id INTEGER PRIMARY KEY);
CREATE TABLE bed (
    id INTEGER NOT NULL,
    hut_id INTEGER,
    CONSTRAINT one PRIMARY KEY (id),
    CONSTRAINT two CHECK (hut_id > 0)
);
