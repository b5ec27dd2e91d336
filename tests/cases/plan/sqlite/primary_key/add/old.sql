-- A table without a key gets one
CREATE TABLE stay (guest TEXT NOT NULL, night TEXT NOT NULL);
