-- Category, delimiter and default of a base type change, which only a new type can have
SET client_min_messages = warning;
CREATE TYPE plate;
CREATE FUNCTION plate_in(cstring) RETURNS plate LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION plate_out(plate) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE plate (INPUT = plate_in, OUTPUT = plate_out, INTERNALLENGTH = VARIABLE, CATEGORY = 'S', PREFERRED = false, DELIMITER = ';', DEFAULT = 'none', COLLATABLE = true);
