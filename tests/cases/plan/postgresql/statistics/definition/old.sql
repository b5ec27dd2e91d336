-- Kinds, columns and target of statistics objects change
CREATE TABLE hire (shop text, town text, days integer);
CREATE STATISTICS s1 (mcv) ON shop, town FROM hire;
CREATE STATISTICS s2 ON shop, town FROM hire;
CREATE STATISTICS s3 ON shop, days FROM hire;
COMMENT ON STATISTICS s1 IS 'stays';
