-- Window functions come, go and change
SET client_min_messages = warning;
CREATE FUNCTION my_rank() RETURNS bigint LANGUAGE internal WINDOW STABLE PARALLEL SAFE AS 'window_dense_rank';
CREATE FUNCTION my_ntile(integer) RETURNS integer LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_ntile';
