INSERT INTO loaf VALUES (1, 'rye'), (2, 'spelt');
