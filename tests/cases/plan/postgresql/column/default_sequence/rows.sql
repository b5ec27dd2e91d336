INSERT INTO rental (ticket) VALUES (5), (6);
