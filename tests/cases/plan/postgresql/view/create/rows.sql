INSERT INTO pot VALUES (1, 'celadon', '2024-02-02'), (2, 'raku', NULL);
