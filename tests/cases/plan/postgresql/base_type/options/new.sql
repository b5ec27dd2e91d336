-- Storage, send and receive functions and delimiter of a base type change
SET client_min_messages = warning;
CREATE TYPE plate;
CREATE FUNCTION plate_in(cstring) RETURNS plate LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION plate_out(plate) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION plate_recv(internal) RETURNS plate LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION plate_send(plate) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE plate (INPUT = plate_in, OUTPUT = plate_out, RECEIVE = plate_recv, SEND = plate_send, INTERNALLENGTH = VARIABLE, STORAGE = external);
