INSERT INTO guest (name) VALUES ('Ada'), ('Bo'), ('Cy');
DELETE FROM guest WHERE id = 3;
