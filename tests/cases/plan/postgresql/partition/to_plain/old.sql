-- A partitioned table becomes a plain one
CREATE TABLE loan (id integer NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE loan_2022 PARTITION OF loan FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE loan_rest PARTITION OF loan DEFAULT;
CREATE INDEX loan_day ON loan (day);
