INSERT INTO a VALUES (1,'x'); INSERT INTO c VALUES (2,'p','q','r');
