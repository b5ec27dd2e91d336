-- Two partitions become one
CREATE TABLE loan (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE loan_h1 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2022-07-01');
CREATE TABLE loan_h2 PARTITION OF loan FOR VALUES FROM ('2022-07-01') TO ('2023-01-01');
