-- Plain, unique, multi-column and schema-qualified indexes appear
CREATE SCHEMA cellar;
CREATE TABLE cellar.tea (id integer PRIMARY KEY, name text, origin text, grade smallint);
