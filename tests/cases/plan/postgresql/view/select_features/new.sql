-- Views with windows, lateral joins, grouping sets, filters, values and ordering change
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer, marks integer[]);
CREATE VIEW v1 AS SELECT glaze, rank() OVER w AS r FROM pot WINDOW w AS (PARTITION BY glaze ORDER BY weight DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
CREATE VIEW v2 AS SELECT p.id, m.mark FROM pot p LEFT JOIN LATERAL unnest(p.marks) WITH ORDINALITY AS m (mark, nr) ON nr < 3;
CREATE VIEW v3 AS SELECT glaze, count(*) FILTER (WHERE weight > 5) AS n FROM pot GROUP BY GROUPING SETS ((glaze), ()) HAVING count(*) > 1 ORDER BY glaze COLLATE "C" DESC LIMIT 10;
