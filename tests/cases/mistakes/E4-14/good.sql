CREATE TABLE flow (id integer PRIMARY KEY, progress_percentage integer NOT NULL DEFAULT 0
  CHECK (progress_percentage BETWEEN 0 AND 100));
