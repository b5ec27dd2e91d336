-- Checks are dropped and the function of one with them
CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 ~ '^[A-Z]{3}$'$$;
CREATE TABLE port (id integer CHECK (id > 0), code text CONSTRAINT port_code CHECK (is_code(code)));
