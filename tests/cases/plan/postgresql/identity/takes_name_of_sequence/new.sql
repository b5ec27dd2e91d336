-- Identities take the names of sequences that go
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (START 7), n integer);
CREATE TABLE s (id integer, b bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s_id_seq));
