-- Row security is enabled on one table, forced on a second and disabled on a third
CREATE TABLE hive (id integer);
CREATE TABLE queen (id integer);
CREATE TABLE drone (id integer);
ALTER TABLE queen ENABLE ROW LEVEL SECURITY;
ALTER TABLE drone ENABLE ROW LEVEL SECURITY;
ALTER TABLE drone FORCE ROW LEVEL SECURITY;
