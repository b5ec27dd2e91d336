-- A dropped column takes its check, its unique key and part of an index with it
CREATE TABLE rental (
    id integer PRIMARY KEY,
    shop_code text,
    ticket integer,
    CONSTRAINT rental_ticket UNIQUE (shop_code, ticket),
    CONSTRAINT rental_code CHECK (shop_code <> '')
);
