-- Storage parameters of a table and its TOAST table are set, changed and reset
CREATE TABLE honey_lot (id integer PRIMARY KEY, note text) WITH (fillfactor = 80, autovacuum_vacuum_threshold = 200, toast.autovacuum_enabled = false);
