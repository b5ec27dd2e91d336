-- A generated column becomes a plain one and keeps its values
CREATE TABLE fare (
    id integer PRIMARY KEY,
    net numeric(8,2) NOT NULL,
    gross numeric(8,2)
);
