-- A column goes with everything that stood on it, and each stands on another column afterwards
CREATE TABLE parcel (
    id integer PRIMARY KEY,
    grams integer,
    code text,
    label text
);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE INDEX parcel_x ON parcel (code);
CREATE VIEW codes AS SELECT id, code AS c FROM parcel;
CREATE POLICY p ON parcel USING (code <> '');
CREATE TRIGGER t BEFORE UPDATE OF code ON parcel FOR EACH ROW WHEN (NEW.code <> OLD.code) EXECUTE FUNCTION pass();
CREATE RULE r AS ON DELETE TO parcel WHERE OLD.code = 'keep' DO INSTEAD NOTHING;
CREATE STATISTICS s ON grams, code FROM parcel;
ALTER TABLE parcel ADD CONSTRAINT c CHECK (code <> 'x');
