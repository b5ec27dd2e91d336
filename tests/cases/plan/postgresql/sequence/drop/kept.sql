SELECT id, name FROM tea ORDER BY id;
