INSERT INTO ferry VALUES (1, 'AB1', 'Kiel', 'Gull'), (2, NULL, 'Kiel', 'Tern');
