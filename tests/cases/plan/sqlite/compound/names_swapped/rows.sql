INSERT INTO live VALUES (1, 'a', 'x');
INSERT INTO stage VALUES (2, 'b');
INSERT INTO mark VALUES (1, 1);
