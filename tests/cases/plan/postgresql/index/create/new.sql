-- Plain, unique, multi-column and schema-qualified indexes appear
CREATE SCHEMA cellar;
CREATE TABLE cellar.tea (id integer PRIMARY KEY, name text, origin text, grade smallint);
CREATE INDEX ON cellar.tea (origin);
CREATE UNIQUE INDEX tea_name ON cellar.tea (name);
CREATE INDEX "Tea by Grade" ON cellar.tea (grade, origin, name);
