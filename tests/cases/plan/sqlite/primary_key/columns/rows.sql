INSERT INTO stay VALUES ('Ada', '2024-07-01', 'Stone');
