CREATE TABLE t (a); CREATE TABLE colonnade_journal (a); CREATE INDEX j ON colonnade_journal (a); CREATE TRIGGER k AFTER INSERT ON colonnade_journal BEGIN SELECT 1; END;
