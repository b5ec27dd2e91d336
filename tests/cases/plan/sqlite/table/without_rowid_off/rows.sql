INSERT INTO price VALUES ('summer', 1800), ('winter', 2400);
