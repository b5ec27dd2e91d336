INSERT INTO pot VALUES (1, 'raku', 700);
