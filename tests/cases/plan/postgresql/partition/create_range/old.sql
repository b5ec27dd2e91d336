-- A partitioned table with partitions, a default and a sub-partition appears
CREATE TABLE reader (id integer PRIMARY KEY);
