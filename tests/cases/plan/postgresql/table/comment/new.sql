-- Table comments are set, changed and removed
CREATE TABLE hive (id integer);
CREATE TABLE queen (id integer);
CREATE TABLE drone (id integer);
COMMENT ON TABLE hive IS E'Two lines\nand a tab\there';
COMMENT ON TABLE queen IS 'She''s the one; "really" \ -- not a comment';
