INSERT INTO s (docid, a, b) VALUES (3, 'running', 'x'), (9, 'walks', 'y');
