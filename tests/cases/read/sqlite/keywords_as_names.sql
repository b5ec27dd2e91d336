CREATE TABLE "table" (key TEXT, action TEXT, "select" TEXT, desc TEXT, UNIQUE (key, action));
