-- A type changes under four levels of views, one of them materialised and indexed
CREATE TABLE parcel (
    id integer PRIMARY KEY,
    grams integer NOT NULL
);
CREATE VIEW v1 AS SELECT id, grams FROM parcel;
CREATE VIEW v2 AS SELECT id, grams, grams > 1000 AS heavy FROM v1;
CREATE MATERIALIZED VIEW v3 AS SELECT heavy, count(*) AS n, sum(grams) AS grams FROM v2 GROUP BY heavy;
CREATE UNIQUE INDEX v3_key ON v3 (heavy);
CREATE VIEW v4 AS SELECT v3.n, v2.id FROM v3 JOIN v2 USING (heavy);
COMMENT ON VIEW v2 IS 'with weight class';
COMMENT ON COLUMN v4.n IS 'how many';
