-- Publications of columns, rows and schemas; a subscription.
CREATE PUBLICATION pub_t FOR TABLE app.t (id, a) WHERE (id > 5), app."T 2" WITH (publish_via_partition_root = true);
CREATE PUBLICATION pub_s FOR TABLES IN SCHEMA app, "Odd Name";
CREATE SUBSCRIPTION sub1 CONNECTION 'host=nowhere dbname=x password=a''b' PUBLICATION pa, "P b" WITH (connect = false, slot_name = NONE, binary = true, streaming = on, synchronous_commit = 'local');
COMMENT ON SUBSCRIPTION sub1 IS 'sub';
