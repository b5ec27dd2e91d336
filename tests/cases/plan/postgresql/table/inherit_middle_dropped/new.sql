-- The middle of three generations goes and the grandchild inherits from the top
CREATE TABLE vessel (id integer, label text);
CREATE TABLE jar (id integer, label text, clear boolean, volume_ml integer);
ALTER TABLE jar INHERIT vessel;
