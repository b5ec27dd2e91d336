INSERT INTO [a b] VALUES (1, 's', x'01', 2.5), (2, 't', 'q', NULL);
INSERT INTO "order" VALUES (1, 1), (2, NULL);
