-- A table stops being logged
CREATE TABLE swarm_alert (id integer PRIMARY KEY, heard_at timestamptz);
