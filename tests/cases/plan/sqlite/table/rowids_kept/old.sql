CREATE TABLE note (body TEXT, at REAL);
CREATE INDEX note_at ON note (at);
