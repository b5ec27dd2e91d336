-- A type changes under a view, an index, a check, a rule and a trigger that name the column
CREATE TABLE part (
    id integer PRIMARY KEY,
    price integer NOT NULL,
    CONSTRAINT part_price CHECK (price >= 0)
);
CREATE INDEX part_price_idx ON part (price) WHERE price > 100;
CREATE VIEW dear_part AS SELECT id, price, price * 2 AS double_price FROM part WHERE price > 50;
CREATE FUNCTION part_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER part_guard BEFORE UPDATE OF price ON part FOR EACH ROW WHEN (OLD.price IS DISTINCT FROM NEW.price) EXECUTE FUNCTION part_guard();
CREATE RULE part_no_delete AS ON DELETE TO part WHERE OLD.price > 100 DO INSTEAD NOTHING;
