-- A partitioned table becomes a plain one
CREATE TABLE loan (id integer NOT NULL, day date NOT NULL);
CREATE INDEX loan_day ON loan (day);
