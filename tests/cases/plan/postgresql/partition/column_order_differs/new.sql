-- A table whose columns stand in another order is attached
CREATE TABLE loan (id integer, day date, note text) PARTITION BY RANGE (day);
CREATE TABLE loan_2022 (note text, day date, id integer);
ALTER TABLE loan ATTACH PARTITION loan_2022 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
