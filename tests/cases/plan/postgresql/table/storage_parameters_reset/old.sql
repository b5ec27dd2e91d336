-- All storage parameters of a table are removed
CREATE TABLE honey_lot (id integer PRIMARY KEY, note text) WITH (fillfactor = 80, parallel_workers = 2, toast.autovacuum_enabled = false);
