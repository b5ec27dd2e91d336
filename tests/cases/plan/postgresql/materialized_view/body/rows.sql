INSERT INTO pot VALUES (1, 'raku', 100), (2, 'raku', 200), (3, 'celadon', 50);
REFRESH MATERIALIZED VIEW glaze_stats;
