-- A dropped column takes its check, its unique key and part of an index with it
CREATE TABLE rental (
    id integer PRIMARY KEY,
    ticket integer,
    CONSTRAINT rental_ticket UNIQUE (ticket)
);
