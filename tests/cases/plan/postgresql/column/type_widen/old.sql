-- Integers, text lengths and numerics become wider
CREATE TABLE part (
    id integer PRIMARY KEY,
    stock smallint,
    code varchar(10) NOT NULL,
    price numeric(6,2),
    since timestamp(0) without time zone
);
CREATE INDEX part_code_idx ON part (code);
