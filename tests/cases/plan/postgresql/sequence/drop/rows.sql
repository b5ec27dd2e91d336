INSERT INTO tea (name) VALUES ('Mist'), ('Cloud');
