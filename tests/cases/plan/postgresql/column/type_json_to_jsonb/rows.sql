INSERT INTO stand VALUES (1, '{"slots":8,"roof":true}');
