-- The query of a view changes, its columns stay
CREATE TABLE pot (id integer PRIMARY KEY, weight integer, sold boolean);
CREATE VIEW pot_list AS WITH heavy AS (SELECT id, weight FROM pot WHERE weight > 900) SELECT id, weight FROM heavy UNION ALL SELECT -1, sum(weight)::integer FROM heavy;
