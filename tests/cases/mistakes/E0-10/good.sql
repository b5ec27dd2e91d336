CREATE TABLE parcel (id integer PRIMARY KEY, sent_on date NOT NULL);
CREATE TABLE sweep_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, swept_on date NOT NULL);
CREATE FUNCTION sweep() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM parcel WHERE sent_on < current_date - 365;
  INSERT INTO sweep_log (swept_on) VALUES (current_date);
END $$;
