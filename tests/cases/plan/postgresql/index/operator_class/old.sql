-- Operator classes of indexes change
CREATE TABLE tea (id integer PRIMARY KEY, name text, notes jsonb, code varchar(9));
CREATE INDEX tea_name ON tea (name);
CREATE INDEX tea_notes ON tea USING gin (notes jsonb_path_ops);
