-- Security options of views are set and reset
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW a AS SELECT id FROM pot;
CREATE VIEW b WITH (security_barrier = true) AS SELECT id FROM pot;
CREATE VIEW c WITH (security_invoker = true) AS SELECT id FROM pot;
