-- A column goes that is indexed, unique with another, checked and referring
CREATE TABLE region (id INTEGER PRIMARY KEY);
CREATE TABLE hut (
    id INTEGER PRIMARY KEY,
    name TEXT
);
