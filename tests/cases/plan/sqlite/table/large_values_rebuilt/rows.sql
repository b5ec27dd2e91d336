INSERT INTO sample VALUES (1, x'00ff00', 9223372036854775807, 0.1, NULL, ''), (2, NULL, -9223372036854775808, 1e300, 'text', 'é'), (3, zeroblob(4), 1.5, -0.0, x'61', NULL);
