INSERT INTO rental VALUES (1, 10, 'b', 'c', '2024-01-01', 'e');
