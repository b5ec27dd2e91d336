-- Body, parameters, security and settings of procedures change
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE PROCEDURE plant(o integer) LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'INSERT INTO orchard VALUES (o, 1)';
CREATE PROCEDURE fell(o bigint, INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := 1; END $$;
