INSERT INTO ski VALUES ('b'), ('A');
