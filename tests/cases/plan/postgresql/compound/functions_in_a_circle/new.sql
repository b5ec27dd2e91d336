-- Two PL/pgSQL functions call each other, and a third over a table type joins them
CREATE TABLE parcel (id integer PRIMARY KEY, parent integer);
CREATE FUNCTION even(n bigint) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n = 0 OR odd(n - 1); END $$;
CREATE FUNCTION odd(n bigint) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n <> 0 AND even(n - 1); END $$;
CREATE FUNCTION children(p parcel) RETURNS SETOF parcel LANGUAGE sql STABLE AS 'SELECT c.* FROM parcel c WHERE c.parent = p.id';
ALTER TABLE parcel ADD CONSTRAINT parcel_even CHECK (even(id));
