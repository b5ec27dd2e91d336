INSERT INTO wide (id, c2, c4, c6, c8, d2, d6, d8) VALUES (1, 2, 'four', '2024-06-06', 8.25, 12, '2024-06-06', 18);
