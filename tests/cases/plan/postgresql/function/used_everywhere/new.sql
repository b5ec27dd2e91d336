-- The signature of a function used by a default, check, index, policy, trigger condition and generated column changes
CREATE FUNCTION norm(t text, keep boolean DEFAULT false) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN keep THEN t ELSE lower(trim(t)) END';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE apple (
    id integer PRIMARY KEY,
    name text DEFAULT norm('NEW') NOT NULL,
    slug text GENERATED ALWAYS AS (norm(name)) STORED,
    CONSTRAINT apple_name CHECK (norm(name) <> '')
);
CREATE INDEX apple_norm ON apple (norm(name));
CREATE POLICY apple_seen ON apple USING (norm(name) <> 'secret');
CREATE TRIGGER apple_touch BEFORE UPDATE ON apple FOR EACH ROW WHEN (norm(NEW.name) <> norm(OLD.name)) EXECUTE FUNCTION touch();
