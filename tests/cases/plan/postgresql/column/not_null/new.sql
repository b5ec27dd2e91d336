-- Not null is set on one column and dropped from another
CREATE TABLE rental (
    id integer PRIMARY KEY,
    days integer NOT NULL,
    note text
);
