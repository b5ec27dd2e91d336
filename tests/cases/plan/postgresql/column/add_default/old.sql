-- Columns with constant and volatile defaults are added, not null
CREATE TABLE bicycle (
    id integer PRIMARY KEY,
    brand text
);
