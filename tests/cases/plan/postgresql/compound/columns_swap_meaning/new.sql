-- Two columns swap their names and types
CREATE TABLE parcel (
    id integer PRIMARY KEY,
    sender date,
    sent text
);
