-- Statistics objects of every kind appear
CREATE TABLE hire (id integer PRIMARY KEY, shop text, town text, days integer);
CREATE STATISTICS hire_place (dependencies, ndistinct) ON shop, town FROM hire;
CREATE STATISTICS hire_mcv (mcv) ON town, days FROM hire;
CREATE STATISTICS hire_expr ON lower(town), (days / 7) FROM hire;
COMMENT ON STATISTICS hire_place IS 'A shop is in one town';
