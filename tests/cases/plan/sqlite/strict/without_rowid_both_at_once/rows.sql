INSERT INTO s VALUES ('b', 1), ('a', NULL);
