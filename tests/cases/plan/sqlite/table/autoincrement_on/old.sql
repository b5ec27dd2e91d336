-- Row numbers may no longer be used twice
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT
);
