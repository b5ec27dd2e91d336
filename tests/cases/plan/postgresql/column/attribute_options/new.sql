-- n_distinct options of columns are set and reset
CREATE TABLE rental (id integer PRIMARY KEY, shop text, day date);
ALTER TABLE rental ALTER COLUMN shop SET (n_distinct = -0.05, n_distinct_inherited = 12);
