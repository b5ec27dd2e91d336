-- A shell type that was announced gets its definition
SET client_min_messages = warning;
CREATE TYPE plate;
CREATE FUNCTION plate_in(cstring) RETURNS plate LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION plate_out(plate) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE plate (INPUT = plate_in, OUTPUT = plate_out, LIKE = text);
