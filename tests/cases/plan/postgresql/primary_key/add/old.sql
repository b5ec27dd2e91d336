-- A primary key is added to a table that had none
CREATE TABLE sailing (
    line text NOT NULL,
    day date NOT NULL
);
