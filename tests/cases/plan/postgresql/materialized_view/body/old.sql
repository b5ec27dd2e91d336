-- The query changes under indexes, a comment, grants and a view above
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, weight integer);
CREATE MATERIALIZED VIEW glaze_stats AS SELECT glaze, count(*) AS pots FROM pot GROUP BY glaze;
CREATE UNIQUE INDEX glaze_stats_key ON glaze_stats (glaze);
CREATE INDEX glaze_stats_n ON glaze_stats (pots DESC);
CREATE INDEX glaze_stats_big ON glaze_stats (glaze) WHERE pots > 1;
ALTER MATERIALIZED VIEW glaze_stats CLUSTER ON glaze_stats_n;
COMMENT ON MATERIALIZED VIEW glaze_stats IS 'nightly';
COMMENT ON COLUMN glaze_stats.pots IS 'how many';
GRANT SELECT ON glaze_stats TO colonnade_clerk;
CREATE VIEW best_glaze AS SELECT glaze FROM glaze_stats WHERE pots > 5;
