-- Connection, publications and options of a subscription change
SET client_min_messages = error;
CREATE SUBSCRIPTION colonnade_s3 CONNECTION 'host=nowhere.invalid dbname=shop' PUBLICATION winter WITH (connect = false, slot_name = NONE);
