INSERT INTO orchard VALUES (1, 'old');
