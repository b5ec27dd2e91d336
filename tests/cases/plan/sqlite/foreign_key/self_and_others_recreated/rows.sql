INSERT INTO node VALUES (1, NULL, 'a'), (2, 1, 'b'); INSERT INTO leaf VALUES (1, 2), (2, 1);
