-- An integer row number becomes an ordinary text key
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT
);
