-- Columns of a partitioned table are added, changed and dropped for all partitions
CREATE TABLE loan (
    id integer,
    day date,
    note text NOT NULL,
    fine numeric(6,2) DEFAULT 0
) PARTITION BY RANGE (day);
CREATE TABLE loan_2022 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE loan_2023 PARTITION OF loan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
