-- Typed tables: the type changes, a table becomes typed, one stops being so
CREATE TYPE person AS (name text, age integer);
CREATE TABLE a OF person (PRIMARY KEY (name));
CREATE TABLE b (name text, age integer);
CREATE TABLE c OF person;
