INSERT INTO mark VALUES (1, 'one', 'b', '{a,b}', '(1,2)'), (2, NULL, NULL, NULL, NULL);
