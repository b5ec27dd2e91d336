INSERT INTO d VALUES (1, '007', '1'), (2, 'x', x'01'), (3, '1e2', NULL), (4, ' 5 ', 'é');
