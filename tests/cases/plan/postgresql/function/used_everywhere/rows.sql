INSERT INTO apple (id, name) VALUES (1, 'Boskoop'), (2, 'cox');
