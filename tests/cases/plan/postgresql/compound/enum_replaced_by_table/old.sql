-- An enum becomes a table of its values with a foreign key
CREATE TYPE zone AS ENUM ('near', 'far');
CREATE TABLE parcel (id integer PRIMARY KEY, zone zone NOT NULL);
