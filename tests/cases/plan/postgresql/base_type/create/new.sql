-- A base type with its functions, its own casts and a table column appears
SET client_min_messages = warning;
CREATE TABLE stall (id integer PRIMARY KEY);
CREATE TYPE plate;
CREATE FUNCTION plate_in(cstring) RETURNS plate LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION plate_out(plate) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE plate (INPUT = plate_in, OUTPUT = plate_out, LIKE = text, CATEGORY = 'S');
CREATE TABLE van (id integer, plate plate);
