-- Integers, text lengths and numerics become wider
CREATE TABLE part (
    id integer PRIMARY KEY,
    stock bigint,
    code varchar(40) NOT NULL,
    price numeric(12,2),
    since timestamp without time zone
);
CREATE INDEX part_code_idx ON part (code);
