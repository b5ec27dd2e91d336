-- Publications of all tables, some tables, columns, rows and schemas appear
SET client_min_messages = error;
CREATE SCHEMA shop;
CREATE TABLE hire (id integer PRIMARY KEY, town text, days integer);
CREATE TABLE shop.ski (id integer PRIMARY KEY);
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, truncate');
CREATE PUBLICATION winter FOR TABLE hire (id, town) WHERE (id > 10), shop.ski;
CREATE PUBLICATION by_schema FOR TABLES IN SCHEMA shop WITH (publish_via_partition_root = true);
CREATE PUBLICATION empty_one;
COMMENT ON PUBLICATION winter IS 'For the head office';
