-- A view and a view over it appear
CREATE TABLE pot (id integer PRIMARY KEY, glaze text, fired_on date);
CREATE VIEW fired_pot AS SELECT id, glaze FROM pot WHERE fired_on IS NOT NULL;
CREATE VIEW glaze_count (glaze, pots) AS SELECT glaze, count(*) FROM fired_pot GROUP BY glaze;
COMMENT ON VIEW glaze_count IS 'For the wall';
