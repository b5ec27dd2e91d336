-- Two PL/pgSQL functions call each other, and a third over a table type joins them
CREATE TABLE parcel (id integer PRIMARY KEY, parent integer);
CREATE FUNCTION even(n integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n = 0 OR odd(n - 1); END $$;
CREATE FUNCTION odd(n integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n <> 0 AND even(n - 1); END $$;
