-- A key declared INT becomes INTEGER and so the row number itself
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT
);
