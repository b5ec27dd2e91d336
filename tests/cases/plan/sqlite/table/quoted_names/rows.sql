INSERT INTO "Guest Book" VALUES (1, 'hello; -- world', 3);
