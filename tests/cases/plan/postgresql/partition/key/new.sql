-- The partition key changes, rows and all
CREATE TABLE loan (id integer, day date, branch text) PARTITION BY LIST (branch);
CREATE TABLE loan_1 PARTITION OF loan FOR VALUES IN ('harbour', 'pier');
