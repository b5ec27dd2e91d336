-- Operator classes of indexes change
CREATE TABLE tea (id integer PRIMARY KEY, name text, notes jsonb, code varchar(9));
CREATE INDEX tea_name ON tea (name text_pattern_ops);
CREATE INDEX tea_notes ON tea USING gin (notes);
CREATE INDEX tea_code ON tea (code varchar_pattern_ops DESC);
