SELECT id, shelf::integer AS shelf FROM part ORDER BY id;
