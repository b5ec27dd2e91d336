INSERT INTO parent VALUES (1, 'p'); INSERT INTO child VALUES (1, 1, 1), (2, 1, 2); INSERT INTO grandchild VALUES (1), (2), (2);
