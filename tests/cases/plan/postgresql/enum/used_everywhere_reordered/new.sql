-- An enum loses a label where arrays, domains, composites, defaults, functions, checks, indexes use it
CREATE TYPE mood AS ENUM ('high', 'low', 'mid', 'new');
CREATE DOMAIN dmood AS mood DEFAULT 'low' CHECK (VALUE <> 'mid');
CREATE TYPE pair AS (m mood, n integer, l mood[]);
CREATE TABLE t (id integer, m mood DEFAULT 'new', l mood[] DEFAULT ARRAY['low', 'mid']::mood[], d dmood, p pair, g mood GENERATED ALWAYS AS (CASE WHEN id > 1 THEN 'low'::mood ELSE 'high'::mood END) STORED, CHECK (m <> 'mid'));
CREATE INDEX ti ON t (m) WHERE m = 'high';
CREATE FUNCTION f(m mood DEFAULT 'low', l mood[] DEFAULT '{}') RETURNS SETOF mood LANGUAGE sql AS 'SELECT unnest(l)';
CREATE FUNCTION g(p pair) RETURNS dmood LANGUAGE sql AS 'SELECT ($1).m::dmood';
CREATE VIEW v AS SELECT id, m, f(m) AS fm FROM t WHERE m > 'low';
CREATE MATERIALIZED VIEW mv AS SELECT m, count(*) FROM t GROUP BY m;
CREATE POLICY p ON t USING (m = 'low');
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.m = 'low') EXECUTE FUNCTION tf();
CREATE RULE r AS ON DELETE TO t WHERE OLD.m = 'high' DO INSTEAD NOTHING;
CREATE STATISTICS st ON m, d FROM t;
