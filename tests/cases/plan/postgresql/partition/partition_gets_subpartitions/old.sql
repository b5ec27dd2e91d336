-- A leaf partition with rows is itself partitioned
CREATE TABLE loan (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE loan_2022 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
