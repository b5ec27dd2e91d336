-- A function behind a default goes while another one takes its place
CREATE SEQUENCE parcel_code START 500;
CREATE FUNCTION new_code(prefix text) RETURNS text LANGUAGE sql VOLATILE AS $$SELECT prefix || nextval('parcel_code')$$;
CREATE TABLE parcel (id integer PRIMARY KEY, code text DEFAULT new_code('P-') NOT NULL);
