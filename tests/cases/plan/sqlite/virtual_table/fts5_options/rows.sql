INSERT INTO page_text (rowid, title, body) VALUES (1, 'Hut', 'stone'), (2, 'Lake', 'cold');
