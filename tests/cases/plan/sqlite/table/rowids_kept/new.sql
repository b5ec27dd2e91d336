CREATE TABLE note (body TEXT NOT NULL, at REAL, len INTEGER GENERATED ALWAYS AS (length(body)) STORED);
CREATE INDEX note_at ON note (at);
