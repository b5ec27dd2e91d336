INSERT INTO singer VALUES (1, 'ada@choir.example');
