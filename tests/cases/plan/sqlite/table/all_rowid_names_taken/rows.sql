INSERT INTO odd VALUES ('r', x'00', 1.5, 1), ('s', x'ff', 2.5, 2);
