-- Statistics objects of every kind appear
CREATE TABLE hire (id integer PRIMARY KEY, shop text, town text, days integer);
