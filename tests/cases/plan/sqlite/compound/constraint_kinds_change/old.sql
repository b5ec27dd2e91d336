-- Named constraints keep their names and change their kind
CREATE TABLE hut (id INTEGER PRIMARY KEY);
CREATE TABLE bed (
    id INTEGER NOT NULL,
    hut_id INTEGER,
    CONSTRAINT one CHECK (id > 0),
    CONSTRAINT two FOREIGN KEY (hut_id) REFERENCES hut (id)
);
