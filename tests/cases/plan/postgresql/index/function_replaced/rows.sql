INSERT INTO tea VALUES (1, 'Mist');
