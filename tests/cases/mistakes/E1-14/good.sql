CREATE TABLE staged (id INTEGER PRIMARY KEY, batch_id TEXT NOT NULL, line INTEGER NOT NULL,
  UNIQUE (batch_id, line));
