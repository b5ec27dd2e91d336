-- Views with windows, lateral joins, grouping sets, filters, values and ordering change
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer, marks integer[]);
CREATE VIEW v1 AS SELECT glaze, rank() OVER (PARTITION BY glaze ORDER BY weight) AS r FROM pot;
CREATE VIEW v2 AS SELECT p.id, m.mark FROM pot p CROSS JOIN LATERAL unnest(p.marks) AS m (mark);
CREATE VIEW v3 AS SELECT glaze, count(*) FILTER (WHERE weight > 5) AS n FROM pot GROUP BY glaze;
