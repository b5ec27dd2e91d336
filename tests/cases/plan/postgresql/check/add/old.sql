-- Checks of a column, of the table and over a function are added
CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 ~ '^[A-Z]{3}$'$$;
CREATE TABLE port (
    id integer PRIMARY KEY,
    code text,
    opens time,
    closes time
);
