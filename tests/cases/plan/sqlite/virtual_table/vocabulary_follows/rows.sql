INSERT INTO s (rowid, a) VALUES (1, 'alpha beta');
