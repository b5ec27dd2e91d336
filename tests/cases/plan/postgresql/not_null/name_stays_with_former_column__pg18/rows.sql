INSERT INTO city VALUES (1, 'Rome'), (2, 'Oslo');
