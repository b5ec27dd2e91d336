CREATE TABLE happening (id integer PRIMARY KEY, at timestamptz NOT NULL);
CREATE TABLE happening_archive (id integer PRIMARY KEY, at timestamptz NOT NULL);
CREATE FUNCTION put_away() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO happening_archive SELECT * FROM happening WHERE at < now() - interval '1 year';
END $$;
