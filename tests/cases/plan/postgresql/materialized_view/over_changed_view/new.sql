-- A plain view below a materialised one with indexes changes incompatibly
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE VIEW base AS SELECT id, weight::numeric AS weight, glaze FROM pot;
CREATE MATERIALIZED VIEW totals AS SELECT glaze, sum(weight) AS grams FROM base GROUP BY glaze;
CREATE UNIQUE INDEX totals_key ON totals (glaze);
