INSERT INTO pot VALUES (1, 'raku');
INSERT INTO mark VALUES (1, 4), (1, 5);
