INSERT INTO page VALUES (1, 'Hut');
INSERT INTO page_text (title, body) VALUES ('Hut', 'stone');
