INSERT INTO reader VALUES (1, 'a=>1');
