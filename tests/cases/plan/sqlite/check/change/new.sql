-- Checks of columns and of the table are added, changed and dropped
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    age INTEGER CHECK (age BETWEEN 0 AND 130),
    name TEXT CHECK (name <> 'it''s'),
    CONSTRAINT named CHECK (length(name) > 0 AND (age IS NULL OR age < 200))
);
