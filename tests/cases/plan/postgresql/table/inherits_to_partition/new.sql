-- A hand-made inheritance tree becomes declarative partitioning
CREATE TABLE reading (taken_on date NOT NULL, grams integer) PARTITION BY RANGE (taken_on);
CREATE TABLE reading_2023 PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
