-- An attribute's type changes below a table column, a domain over the type, an array and a function
CREATE TYPE money_amount AS (amount numeric(8,2), currency varchar(3));
CREATE DOMAIN price AS money_amount CHECK ((VALUE).amount >= 0);
CREATE FUNCTION show(m money_amount) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT (m).amount || ' ' || (m).currency$$;
CREATE TABLE rate (id integer PRIMARY KEY, price price, history money_amount[]);
