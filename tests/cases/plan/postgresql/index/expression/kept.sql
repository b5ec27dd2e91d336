SELECT id, name, price FROM tea ORDER BY id;
