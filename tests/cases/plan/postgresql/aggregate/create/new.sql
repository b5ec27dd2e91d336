-- Plain, moving, ordered-set and parallel aggregates appear
CREATE TABLE apple (id integer PRIMARY KEY, weight numeric);
CREATE FUNCTION add_abs(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 + abs($2)';
CREATE AGGREGATE sum_abs(numeric) (SFUNC = add_abs, STYPE = numeric, INITCOND = '0', COMBINEFUNC = numeric_add, PARALLEL = SAFE);
CREATE AGGREGATE moving_sum(integer) (SFUNC = int4_sum, STYPE = bigint, MSFUNC = int4_avg_accum, MINVFUNC = int4_avg_accum_inv, MSTYPE = bigint[], MFINALFUNC = int2int4_sum, MINITCOND = '{0,0}');
CREATE AGGREGATE my_percentile(double precision ORDER BY double precision) (SFUNC = ordered_set_transition, STYPE = internal, SSPACE = 64, FINALFUNC = percentile_cont_float8_final);
COMMENT ON AGGREGATE sum_abs(numeric) IS 'Sizes only';
