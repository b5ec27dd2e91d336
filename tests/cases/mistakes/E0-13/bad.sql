CREATE TABLE parcel (id integer PRIMARY KEY, ordered_at timestamptz NOT NULL, delivered_on date,
  CHECK (delivered_on >= ordered_at));
