CREATE TABLE staged (id INTEGER PRIMARY KEY, faults TEXT CHECK (faults IS NULL OR json_valid(faults)));
