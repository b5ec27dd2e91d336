-- A view that reads itself through a function changes
CREATE TABLE parcel (id integer PRIMARY KEY, parent integer);
CREATE FUNCTION roots() RETURNS integer LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT count(*) FROM tree_size); END $$;
CREATE VIEW tree AS SELECT parent, id FROM parcel;
CREATE VIEW tree_size AS SELECT count(*) AS m, roots() AS n FROM tree;
