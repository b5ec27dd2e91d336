INSERT INTO rental (id, days) VALUES (1, 2), (2, 28);
