-- Body, parameters, security and settings of procedures change
CREATE TABLE orchard (id integer PRIMARY KEY, trees integer);
CREATE PROCEDURE plant(o integer) LANGUAGE sql AS 'INSERT INTO orchard VALUES (o, 0)';
CREATE PROCEDURE fell(o integer, INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := 0; END $$;
