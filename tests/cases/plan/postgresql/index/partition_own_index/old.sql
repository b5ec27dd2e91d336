-- One partition gains an index of its own, and a unique key is added to the whole tree
CREATE TABLE weighing (id integer, day date, grams integer) PARTITION BY RANGE (day);
CREATE TABLE weighing_a PARTITION OF weighing FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE weighing_b PARTITION OF weighing FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
