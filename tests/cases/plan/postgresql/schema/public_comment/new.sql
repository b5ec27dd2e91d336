-- The comment of the schema public itself changes
CREATE TABLE loaf (id integer);
COMMENT ON SCHEMA public IS 'The front of the shop';
