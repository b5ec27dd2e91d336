-- Identities take the names of sequences that go
CREATE SEQUENCE t_id_seq START 7;
CREATE TABLE t (id bigint DEFAULT nextval('t_id_seq') NOT NULL, n integer);
CREATE TABLE s (id serial, b bigint);
