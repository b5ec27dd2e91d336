-- Storage parameters of a table and its TOAST table are set, changed and reset
CREATE TABLE honey_lot (id integer PRIMARY KEY, note text) WITH (fillfactor = 65, autovacuum_enabled = false, autovacuum_analyze_scale_factor = 0.02, toast.autovacuum_vacuum_threshold = 99);
