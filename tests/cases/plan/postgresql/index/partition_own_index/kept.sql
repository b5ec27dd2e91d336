SELECT id, day, grams FROM weighing ORDER BY id;
