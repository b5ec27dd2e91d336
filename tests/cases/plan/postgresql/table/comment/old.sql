-- Table comments are set, changed and removed
CREATE TABLE hive (id integer);
CREATE TABLE queen (id integer);
CREATE TABLE drone (id integer);
COMMENT ON TABLE queen IS 'old';
COMMENT ON TABLE drone IS 'gone soon';
