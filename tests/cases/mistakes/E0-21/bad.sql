CREATE TABLE town (id integer PRIMARY KEY);
COMMENT ON TABLE town IS 'The town's own register';
