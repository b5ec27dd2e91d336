-- Publications of all tables, some tables, columns, rows and schemas appear
SET client_min_messages = error;
CREATE SCHEMA shop;
CREATE TABLE hire (id integer PRIMARY KEY, town text, days integer);
CREATE TABLE shop.ski (id integer PRIMARY KEY);
