-- Tables and columns whose names need quoting come, go and change
CREATE TABLE "Guest Book" ("no" INTEGER PRIMARY KEY, "what ""they"" said" TEXT NOT NULL DEFAULT 'it''s fine', "select" INTEGER);
CREATE TABLE [order] (`group` INTEGER, "größe" REAL);
