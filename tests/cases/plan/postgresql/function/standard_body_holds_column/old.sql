-- A column that a standard body reads changes its type
CREATE TABLE orchard (
    id integer PRIMARY KEY,
    trees integer
);
CREATE FUNCTION big(n integer) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM orchard WHERE trees > n; END;
CREATE FUNCTION bigger() RETURNS bigint LANGUAGE sql STABLE RETURN big(100);
