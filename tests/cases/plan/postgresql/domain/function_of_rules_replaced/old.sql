-- The routine that a domain's default and check call gets another argument list
CREATE FUNCTION mark() RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'x'$$;
CREATE DOMAIN word AS text DEFAULT mark() || '1' CHECK (VALUE <> mark());
CREATE TABLE page (id integer PRIMARY KEY, title word, words word[] DEFAULT ARRAY['a'::word]);
