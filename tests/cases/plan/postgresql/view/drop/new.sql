-- A view and the view over it go
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
