INSERT INTO "table" VALUES (1, 'v', 2, 3, 4, NULL, 'd', 5, 6), (2, 'v', 2, 3, 4, 'e', 'd', 0, 7);
