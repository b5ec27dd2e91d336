CREATE TABLE release (id INTEGER PRIMARY KEY,
  version TEXT NOT NULL CHECK (version GLOB '[0-9]*.[0-9]*.[0-9]*'));
