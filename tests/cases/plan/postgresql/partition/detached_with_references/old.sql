-- Partitions leave their tree, with and without the references and checks that they had from it
CREATE TABLE kind (id integer PRIMARY KEY);
CREATE TABLE parted (k integer, kind integer REFERENCES kind, CHECK (k > 0)) PARTITION BY LIST (k);
CREATE TABLE part1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE part2 PARTITION OF parted FOR VALUES IN (2) PARTITION BY LIST (kind);
CREATE TABLE part21 PARTITION OF part2 FOR VALUES IN (1);
