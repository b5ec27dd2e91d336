-- Security options of views are set and reset
CREATE TABLE pot (id integer PRIMARY KEY, weight integer);
CREATE VIEW a WITH (security_barrier = true, security_invoker = true) AS SELECT id FROM pot;
CREATE VIEW b AS SELECT id FROM pot;
CREATE VIEW c WITH (security_invoker = false) AS SELECT id FROM pot;
