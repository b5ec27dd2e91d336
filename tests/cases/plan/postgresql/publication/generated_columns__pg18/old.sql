-- A publication starts to send stored generated columns
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY, days integer, weeks integer GENERATED ALWAYS AS (days / 7) STORED);
CREATE PUBLICATION p1 FOR TABLE hire;
