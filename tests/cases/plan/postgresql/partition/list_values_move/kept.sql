SELECT id, genre FROM book ORDER BY id;
