INSERT INTO hut VALUES (1, NULL), (2, NULL);
INSERT INTO keeper VALUES (5, 1);
UPDATE hut SET keeper_id = 5 WHERE id = 1;
