INSERT INTO ticket (about) VALUES ('a'), ('b');
