CREATE TABLE "table" ("index" INTEGER PRIMARY KEY, "values" TEXT, abort INT, action INT NOT NULL DEFAULT 0, "desc" INT, "end" TEXT CHECK ("end" <> 'CHECK ('), "default" TEXT DEFAULT 'y', key INT, "primary" INT UNIQUE ON CONFLICT REPLACE);
CREATE VIEW "view" AS SELECT "index", key, abort, action FROM "table" WHERE "end" IS NULL;
CREATE TRIGGER "trigger" BEFORE INSERT ON "table" WHEN NEW.key > 1 BEGIN SELECT CASE WHEN NEW."end" = 'END' THEN RAISE(ABORT, 'no END;') END; END;
