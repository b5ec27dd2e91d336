INSERT INTO box VALUES (1, '[small,large]', '{[small,small]}'), (2, NULL, '{}');
