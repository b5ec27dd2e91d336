-- A function behind a default goes while another one takes its place
CREATE FUNCTION next_code() RETURNS text LANGUAGE sql VOLATILE AS $$SELECT 'A-' || txid_current()$$;
CREATE TABLE parcel (id integer PRIMARY KEY, code text DEFAULT next_code() NOT NULL);
