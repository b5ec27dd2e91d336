SELECT id, title FROM shop.recipe ORDER BY id;
