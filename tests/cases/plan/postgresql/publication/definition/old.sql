-- Tables, columns, row filters, schemas and parameters of publications change
SET client_min_messages = error;
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE hire (id integer PRIMARY KEY, town text);
CREATE TABLE ski (id integer PRIMARY KEY, length integer);
CREATE PUBLICATION p1 FOR TABLE hire;
CREATE PUBLICATION p2 FOR TABLE hire (id), ski WHERE (id > 5);
CREATE PUBLICATION p3 FOR TABLES IN SCHEMA a;
CREATE PUBLICATION p4 FOR TABLE hire WITH (publish = 'insert');
