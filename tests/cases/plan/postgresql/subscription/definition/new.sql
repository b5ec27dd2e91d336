-- Connection, publications and options of a subscription change
SET client_min_messages = error;
CREATE SUBSCRIPTION colonnade_s3 CONNECTION 'host=elsewhere.invalid dbname=shop' PUBLICATION winter, "Other One" WITH (connect = false, slot_name = NONE, synchronous_commit = 'on', binary = true, disable_on_error = true);
