-- Views come, go and change
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT, town TEXT);
CREATE VIEW names (guest_name, n) AS SELECT name, count(*) FROM guest GROUP BY name;
CREATE VIEW ranked AS SELECT id, row_number() OVER (PARTITION BY town ORDER BY id) AS r FROM guest;
