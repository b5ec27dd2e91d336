-- A partitioned table with partitions, a default and a sub-partition appears
CREATE TABLE reader (id integer PRIMARY KEY);
CREATE TABLE loan (reader_id integer NOT NULL REFERENCES reader, day date NOT NULL, branch text NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE loan_old PARTITION OF loan FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE loan_2024 PARTITION OF loan FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (branch);
CREATE TABLE loan_2024_sea PARTITION OF loan_2024 FOR VALUES IN ('harbour', 'pier');
CREATE TABLE loan_2024_rest PARTITION OF loan_2024 DEFAULT;
CREATE TABLE loan_rest PARTITION OF loan DEFAULT;
CREATE INDEX ON loan (branch);
