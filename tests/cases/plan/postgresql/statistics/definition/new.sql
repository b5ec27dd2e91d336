-- Kinds, columns and target of statistics objects change
CREATE TABLE hire (shop text, town text, days integer);
CREATE STATISTICS s1 (mcv, dependencies) ON shop, town FROM hire;
CREATE STATISTICS s2 ON shop, days, town FROM hire;
CREATE STATISTICS s3 ON shop, days FROM hire;
ALTER STATISTICS s3 SET STATISTICS 700;
COMMENT ON STATISTICS s1 IS 'stays';
