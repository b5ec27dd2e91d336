-- The type of the partition key column changes
CREATE TABLE loan (id integer, year bigint) PARTITION BY LIST (year);
CREATE TABLE loan_2023 PARTITION OF loan FOR VALUES IN (2023);
CREATE TABLE loan_rest PARTITION OF loan DEFAULT;
CREATE INDEX loan_year ON loan (year);
