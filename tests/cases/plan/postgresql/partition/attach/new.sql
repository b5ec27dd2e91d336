-- A separate table with rows becomes a partition
CREATE TABLE loan (id integer NOT NULL, day date) PARTITION BY RANGE (day);
CREATE TABLE loan_2023 PARTITION OF loan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE INDEX loan_id ON loan (id);
CREATE TABLE loan_2022 (id integer NOT NULL, day date);
ALTER TABLE loan ATTACH PARTITION loan_2022 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
