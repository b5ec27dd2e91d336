-- The bounds of partitions move while their rows still fit
CREATE TABLE loan (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE loan_a PARTITION OF loan FOR VALUES FROM ('2021-01-01') TO ('2022-10-01');
CREATE TABLE loan_b PARTITION OF loan FOR VALUES FROM ('2022-10-01') TO ('2024-07-01');
