-- A nullable column with gaps becomes required with a default
CREATE TABLE rental (
    id integer PRIMARY KEY,
    days integer
);
