CREATE TABLE t (a generated, b generated always, c INT generated always AS (1));
