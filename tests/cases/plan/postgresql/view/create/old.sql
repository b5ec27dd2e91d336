-- A view and a view over it appear
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, fired_on date);
