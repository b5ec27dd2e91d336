-- Six columns of one table change in six ways at once
CREATE TABLE rental (
    id integer PRIMARY KEY,
    a integer,
    b text NOT NULL,
    c varchar(5),
    d date DEFAULT CURRENT_DATE,
    e text
);
