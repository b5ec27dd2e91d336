-- Check options of views are set, changed and dropped
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW a AS SELECT id FROM pot WHERE id > 0;
CREATE VIEW b AS SELECT id FROM pot WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW c AS SELECT id FROM pot WHERE id > 0 WITH CASCADED CHECK OPTION;
