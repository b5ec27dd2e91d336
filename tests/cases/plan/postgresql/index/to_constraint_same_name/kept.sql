SELECT id, code FROM tea ORDER BY id;
