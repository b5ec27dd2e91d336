-- Options of a PostgreSQL server, its mapping and its table change
-- needs: extension postgres_fdw
DO $$ BEGIN CREATE ROLE colonnade_clerk; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE EXTENSION postgres_fdw;
CREATE SERVER head_office FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b.invalid', dbname 'shop', fetch_size '500');
CREATE USER MAPPING FOR colonnade_clerk SERVER head_office OPTIONS ("user" 'writer', password 'y');
CREATE FOREIGN TABLE price (id integer, amount numeric OPTIONS (column_name 'net')) SERVER head_office OPTIONS (schema_name 'sales', table_name 'prices', updatable 'false');
