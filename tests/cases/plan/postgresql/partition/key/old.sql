-- The partition key changes, rows and all
CREATE TABLE loan (id integer, day date, branch text) PARTITION BY RANGE (day);
CREATE TABLE loan_1 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2025-01-01');
