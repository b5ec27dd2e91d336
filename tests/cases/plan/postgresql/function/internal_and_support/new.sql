-- An internal-language function gains a planner support function
SET client_min_messages = warning;
CREATE FUNCTION my_upper(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT SUPPORT textlike_support AS 'lower';
