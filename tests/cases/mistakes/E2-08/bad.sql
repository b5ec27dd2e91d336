CREATE TABLE task (id integer PRIMARY KEY, state text NOT NULL);
COMMENT ON COLUMN task.state IS 'asked, agreed, done';
