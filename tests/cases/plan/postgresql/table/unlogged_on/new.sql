-- A table stops being logged
CREATE UNLOGGED TABLE swarm_alert (id integer PRIMARY KEY, heard_at timestamptz);
