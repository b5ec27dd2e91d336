-- A trigger on a partitioned table is added, another changes, a partition disables one
CREATE TABLE walk (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE walk_a PARTITION OF walk FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE walk_b PARTITION OF walk FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t0 AFTER INSERT ON walk FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER t1 AFTER INSERT ON walk FOR EACH ROW EXECUTE FUNCTION note();
