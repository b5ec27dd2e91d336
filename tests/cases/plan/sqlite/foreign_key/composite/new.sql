-- A composite foreign key replaces a single one
CREATE TABLE hut (region TEXT, no INTEGER, id INTEGER UNIQUE, PRIMARY KEY (region, no));
CREATE TABLE bed (
    id INTEGER PRIMARY KEY,
    region TEXT,
    no INTEGER,
    hut_id INTEGER,
    CONSTRAINT bed_hut FOREIGN KEY (region, no) REFERENCES hut ON DELETE CASCADE
);
