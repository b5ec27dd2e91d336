-- Checks of columns and of the table are added, changed and dropped
CREATE TABLE guest (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    age INTEGER CHECK (age >= 0),
    name TEXT,
    CONSTRAINT named CHECK (length(name) > 0)
);
