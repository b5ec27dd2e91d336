CREATE TABLE staged (id INTEGER PRIMARY KEY, faults TEXT CHECK (json_valid(faults)));
