-- A partition moves to another parent
CREATE TABLE loan (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE archive (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE p_2020 PARTITION OF archive FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
