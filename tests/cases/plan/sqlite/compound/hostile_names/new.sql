CREATE TABLE [a b] ([x y] INTEGER PRIMARY KEY, `sel``ect` TEXT NOT NULL, "q""q" BLOB, 'single' REAL DEFAULT 1.5);
CREATE INDEX [i x] ON [a b] (`sel``ect`) WHERE "single" IS NOT NULL;
CREATE VIEW [v w] AS SELECT [x y], `sel``ect` AS "it's" FROM [a b] WHERE "q""q" <> 'single';
CREATE TRIGGER [t r] AFTER UPDATE OF `sel``ect` ON [a b] BEGIN UPDATE [a b] SET "q""q" = NEW.[x y] WHERE [x y] = OLD.[x y]; END;
CREATE TABLE "order" ("group" INTEGER PRIMARY KEY, "a b" INTEGER REFERENCES [a b] ([x y]) ON DELETE CASCADE, "limit" TEXT);
