-- The middle of three generations goes and the grandchild inherits from the top
CREATE TABLE vessel (id integer, label text);
CREATE TABLE glass (clear boolean) INHERITS (vessel);
CREATE TABLE jar (volume_ml integer) INHERITS (glass);
