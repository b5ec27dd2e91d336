-- Partitions leave their tree, with and without the references and checks that they had from it
CREATE TABLE kind (id integer PRIMARY KEY);
CREATE TABLE parted (k integer, kind integer REFERENCES kind, CHECK (k > 0)) PARTITION BY LIST (k);
CREATE TABLE part1 (k integer, kind integer REFERENCES kind);
CREATE TABLE part2 (k integer, kind integer, CONSTRAINT parted_k_check CHECK (k > 0)) PARTITION BY LIST (kind);
CREATE TABLE part21 PARTITION OF part2 FOR VALUES IN (1);
