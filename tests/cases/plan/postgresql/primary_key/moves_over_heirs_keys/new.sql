-- The primary key of a parent moves to another column while heirs have keys of their own
CREATE TABLE a (id integer, k integer, CONSTRAINT a_pkey PRIMARY KEY (k));
CREATE TABLE b (CONSTRAINT b_pkey PRIMARY KEY (id)) INHERITS (a);
CREATE TABLE c (PRIMARY KEY (id, k)) INHERITS (a);
