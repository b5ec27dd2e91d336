-- Materialised views go, with the view above
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
