-- The comment of a subscription changes
SET client_min_messages = error;
CREATE SUBSCRIPTION colonnade_s4 CONNECTION 'host=nowhere.invalid dbname=shop' PUBLICATION winter WITH (connect = false, slot_name = NONE);
COMMENT ON SUBSCRIPTION colonnade_s4 IS 'old';
