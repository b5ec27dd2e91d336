-- Row numbers may be used again
CREATE TABLE guest (
    id INTEGER PRIMARY KEY,
    name TEXT
);
CREATE TABLE stay (id INTEGER PRIMARY KEY AUTOINCREMENT, guest_id INTEGER REFERENCES guest (id));
