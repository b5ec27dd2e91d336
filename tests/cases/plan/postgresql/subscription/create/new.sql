-- A subscription that connects to nothing appears
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
CREATE SUBSCRIPTION colonnade_s1 CONNECTION 'host=nowhere.invalid dbname=shop' PUBLICATION winter, more WITH (connect = false, slot_name = NONE, binary = true, streaming = true);
COMMENT ON SUBSCRIPTION colonnade_s1 IS 'From the head office';
