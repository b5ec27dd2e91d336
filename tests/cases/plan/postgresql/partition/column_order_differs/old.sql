-- A table whose columns stand in another order is attached
CREATE TABLE loan (id integer, day date, note text) PARTITION BY RANGE (day);
CREATE TABLE loan_2022 (note text, day date, id integer);
