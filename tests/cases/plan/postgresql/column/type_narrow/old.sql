-- Types become narrower while the rows still fit
CREATE TABLE part (
    id integer PRIMARY KEY,
    stock bigint,
    code text,
    price numeric
);
