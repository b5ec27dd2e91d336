-- A table partitioned by an expression and an operator class appears beside one dropped
CREATE TABLE b (id integer, name text, day timestamptz) PARTITION BY RANGE (date_part('year', day AT TIME ZONE 'UTC'), name COLLATE "C" text_pattern_ops);
CREATE TABLE b_1 PARTITION OF b FOR VALUES FROM (2023, 'a') TO (2024, MAXVALUE);
