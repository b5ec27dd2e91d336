-- An integer row number becomes an ordinary text key
CREATE TABLE guest (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT
);
