-- Condition, action and kind of rules change; comments stay
CREATE TABLE dog (id integer PRIMARY KEY, name text);
CREATE RULE r1 AS ON DELETE TO dog WHERE OLD.id = 2 DO INSTEAD NOTHING;
CREATE RULE r2 AS ON UPDATE TO dog DO INSTEAD NOTHING;
CREATE RULE r3 AS ON DELETE TO dog DO ALSO SELECT 1;
COMMENT ON RULE r1 ON dog IS 'stays';
