-- Sequences change between logged and unlogged
CREATE SEQUENCE a;
CREATE UNLOGGED SEQUENCE b;
