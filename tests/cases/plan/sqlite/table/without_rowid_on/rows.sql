INSERT INTO price VALUES ('summer', 'bunk', 1800), ('winter', 'bunk', 2400);
