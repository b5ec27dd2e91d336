-- An index on a partitioned table reaches its partitions, another is dropped
CREATE TABLE weighing (id integer, day date, grams integer) PARTITION BY RANGE (day);
CREATE TABLE weighing_a PARTITION OF weighing FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE weighing_b PARTITION OF weighing FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX weighing_grams ON weighing (grams) INCLUDE (day);
