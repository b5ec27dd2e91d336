-- Options of a PostgreSQL server, its mapping and its table change
-- needs: extension postgres_fdw
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE EXTENSION postgres_fdw;
CREATE SERVER head_office FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a.invalid', dbname 'shop');
CREATE USER MAPPING FOR colonnade_clerk SERVER head_office OPTIONS ("user" 'reader', password 'x');
CREATE FOREIGN TABLE price (id integer OPTIONS (column_name 'nr'), amount numeric) SERVER head_office OPTIONS (schema_name 'public', table_name 'prices');
