INSERT INTO pot VALUES (1, 'raku'), (2, 'raku'), (3, 'celadon');
