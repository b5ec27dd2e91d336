CREATE TABLE "tést 表" ("näme" TEXT NOT NULL, "emoji😀" INTEGER PRIMARY KEY, "нов" TEXT DEFAULT 'ü😀');
