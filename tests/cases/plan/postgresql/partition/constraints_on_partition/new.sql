-- A primary key only on a partition, then on the whole tree with the same index name
CREATE TABLE loan (id integer NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE loan_2023 PARTITION OF loan FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE loan_2024 PARTITION OF loan FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE loan ADD CONSTRAINT loan_pkey PRIMARY KEY (id, day);
