-- A statistics object goes alone, another goes with its column
CREATE TABLE hire (
    shop text,
    town text,
    days integer,
    ski integer
);
CREATE STATISTICS s1 ON shop, town FROM hire;
CREATE STATISTICS s2 ON days, ski FROM hire;
