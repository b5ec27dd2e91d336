-- Sequences change between logged and unlogged
CREATE UNLOGGED SEQUENCE a;
CREATE SEQUENCE b;
