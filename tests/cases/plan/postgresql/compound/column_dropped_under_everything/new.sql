-- A column goes with everything that stood on it, and each stands on another column afterwards
CREATE TABLE parcel (
    id integer PRIMARY KEY,
    grams integer,
    label text
);
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE INDEX parcel_x ON parcel (label);
CREATE VIEW codes AS SELECT id, label AS c FROM parcel;
CREATE POLICY p ON parcel USING (label <> '');
CREATE TRIGGER t BEFORE UPDATE OF label ON parcel FOR EACH ROW WHEN (NEW.label <> OLD.label) EXECUTE FUNCTION pass();
CREATE RULE r AS ON DELETE TO parcel WHERE OLD.label = 'keep' DO INSTEAD NOTHING;
CREATE STATISTICS s ON grams, label FROM parcel;
ALTER TABLE parcel ADD CONSTRAINT c CHECK (label <> 'x');
