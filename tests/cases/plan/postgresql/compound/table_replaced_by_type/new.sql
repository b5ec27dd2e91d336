-- A table gives its name to an enum
CREATE TYPE zone AS ENUM ('near', 'far');
CREATE TABLE parcel (id integer PRIMARY KEY, zone zone);
