SELECT id, name, code FROM tea ORDER BY id;
