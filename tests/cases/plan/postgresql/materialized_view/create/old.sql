-- Materialised views with an index, options and with no data appear
CREATE TABLE pot (id integer PRIMARY KEY, glaze text);
