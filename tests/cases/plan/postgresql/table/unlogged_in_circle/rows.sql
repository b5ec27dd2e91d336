BEGIN;
INSERT INTO lock_mode VALUES ('a', 't');
INSERT INTO lock_holder VALUES ('a', 't');
COMMIT;
