-- Rules go
CREATE TABLE dog (id integer PRIMARY KEY, name text);
CREATE RULE keep_rex AS ON DELETE TO dog WHERE OLD.name = 'Rex' DO INSTEAD NOTHING;
