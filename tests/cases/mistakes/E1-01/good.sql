CREATE TABLE release (id INTEGER PRIMARY KEY,
  version TEXT NOT NULL CHECK (version NOT GLOB '*[^0-9.]*' AND length(version) - length(replace(version, '.', '')) = 2));
