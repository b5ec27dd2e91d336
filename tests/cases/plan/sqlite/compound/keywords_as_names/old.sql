CREATE TABLE "table" ("index" INTEGER PRIMARY KEY, "values" TEXT, abort INT, action INT, "desc" INT, "end" TEXT, "default" TEXT DEFAULT 'x', key INT, "primary" INT UNIQUE);
CREATE VIEW "view" AS SELECT "index", key, abort FROM "table" WHERE "end" IS NULL;
CREATE TRIGGER "trigger" BEFORE INSERT ON "table" WHEN NEW.key > 0 BEGIN SELECT CASE WHEN NEW."end" = 'END' THEN RAISE(ABORT, 'no END;') END; END;
