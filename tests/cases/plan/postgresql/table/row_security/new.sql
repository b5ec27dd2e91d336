-- Row security is enabled on one table, forced on a second and disabled on a third
CREATE TABLE hive (id integer);
CREATE TABLE queen (id integer);
CREATE TABLE drone (id integer);
ALTER TABLE hive ENABLE ROW LEVEL SECURITY;
ALTER TABLE queen ENABLE ROW LEVEL SECURITY;
ALTER TABLE queen FORCE ROW LEVEL SECURITY;
