SET timezone = 'UTC';
INSERT INTO stand VALUES (1, '2024-01-15 08:30');
