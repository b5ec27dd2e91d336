-- Typed tables: the type changes, a table becomes typed, one stops being so
CREATE TYPE person AS (name text, age bigint, mail text);
CREATE TABLE a OF person (PRIMARY KEY (name), age DEFAULT 5);
CREATE TABLE b OF person;
CREATE TABLE c (name text, age integer);
