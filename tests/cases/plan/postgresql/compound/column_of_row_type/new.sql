-- A column holds rows of another table, whose columns are added, retyped and dropped
CREATE TABLE address (
    street text,
    zip varchar(9),
    city text
);
CREATE TABLE parcel (id integer PRIMARY KEY, target address, via address[]);
