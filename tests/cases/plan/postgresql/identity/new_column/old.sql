-- An identity column is added to a table with rows
CREATE TABLE ticket (
    line text
);
