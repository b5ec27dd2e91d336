-- The collation of a domain in use changes
CREATE DOMAIN label AS text COLLATE "C";
CREATE TABLE exam (id integer PRIMARY KEY, label label);
CREATE INDEX exam_label ON exam (label);
