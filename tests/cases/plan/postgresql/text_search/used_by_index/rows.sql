INSERT INTO ski (id, body) VALUES (1, 'red wood'), (2, 'blue wax');
