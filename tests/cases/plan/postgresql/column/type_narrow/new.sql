-- Types become narrower while the rows still fit
CREATE TABLE part (
    id integer PRIMARY KEY,
    stock integer,
    code varchar(12),
    price numeric(8,2)
);
