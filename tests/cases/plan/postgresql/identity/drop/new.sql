-- An identity column becomes a plain one
CREATE TABLE ticket (
    id integer PRIMARY KEY,
    line text
);
