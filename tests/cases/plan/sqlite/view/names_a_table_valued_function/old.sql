CREATE TABLE d (id INTEGER PRIMARY KEY, j TEXT);
CREATE VIEW dv AS SELECT d.id, e.value FROM d, json_each(d.j) AS e;
