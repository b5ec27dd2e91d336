-- A view that reads itself through a function changes
CREATE TABLE parcel (id integer PRIMARY KEY, parent integer);
CREATE FUNCTION roots() RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT count(*) FROM tree WHERE parent IS NULL); END $$;
CREATE VIEW tree AS SELECT id, parent FROM parcel;
CREATE VIEW tree_size AS SELECT roots() AS n, count(*) AS m FROM tree;
