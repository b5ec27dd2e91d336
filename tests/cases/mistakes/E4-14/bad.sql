CREATE TABLE flow (id integer PRIMARY KEY, progress_percentage integer NOT NULL DEFAULT 0);
