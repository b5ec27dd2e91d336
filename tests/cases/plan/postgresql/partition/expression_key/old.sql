-- A table partitioned by an expression and an operator class appears beside one dropped
CREATE TABLE a (id integer, name text) PARTITION BY RANGE (lower(name));
CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('a') TO ('m');
