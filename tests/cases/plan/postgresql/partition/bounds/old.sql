-- The bounds of partitions move while their rows still fit
CREATE TABLE loan (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE loan_a PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE loan_b PARTITION OF loan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
