CREATE TABLE "tést 表" ("näme" TEXT, "emoji😀" INTEGER PRIMARY KEY);
