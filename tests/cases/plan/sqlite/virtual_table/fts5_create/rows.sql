INSERT INTO page VALUES (1, 'Hut', 'A stone hut'), (2, 'Lake', 'Cold water');
