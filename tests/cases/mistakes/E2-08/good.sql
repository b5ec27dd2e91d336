CREATE TABLE task (id integer PRIMARY KEY, state text NOT NULL CHECK (state IN ('asked', 'agreed', 'done')));
COMMENT ON COLUMN task.state IS 'asked, agreed, done';
