-- An identity column is added to a table with rows
CREATE TABLE ticket (
    line text,
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 500)
);
