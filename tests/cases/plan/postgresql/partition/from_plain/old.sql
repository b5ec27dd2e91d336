-- A plain table with rows becomes partitioned
CREATE TABLE loan (id integer NOT NULL, day date NOT NULL, CONSTRAINT loan_pkey PRIMARY KEY (id, day));
