-- Range types with a multirange name, a subtype difference and an operator class appear
CREATE TABLE stall (id integer PRIMARY KEY);
CREATE TYPE hours AS RANGE (subtype = time);
CREATE FUNCTION metres_apart(numeric, numeric) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT ($1 - $2)::double precision';
CREATE TYPE stretch AS RANGE (subtype = numeric, subtype_opclass = numeric_ops, subtype_diff = metres_apart, multirange_type_name = stretches);
CREATE TABLE booking (open hours, whole stretches);
