-- Checks of a column, of the table and over a function are added
CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 ~ '^[A-Z]{3}$'$$;
CREATE TABLE port (
    id integer PRIMARY KEY CHECK (id > 0),
    code text CONSTRAINT port_code CHECK (is_code(code)),
    opens time,
    closes time,
    CHECK (opens < closes)
);
