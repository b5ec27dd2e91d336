-- Routines with a parsed body.
CREATE FUNCTION app.atomic(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT t.id FROM app.t WHERE t.id = atomic.a; END;
CREATE FUNCTION app.ret(a int) RETURNS int LANGUAGE sql RETURN a + 1;
CREATE FUNCTION app.dflt(a int DEFAULT app.ret(1)) RETURNS app.v2 LANGUAGE sql AS 'select * from app.v2 limit 1';
