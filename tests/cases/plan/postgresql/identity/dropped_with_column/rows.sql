INSERT INTO always (v) VALUES ('a'), ('b'), ('b');
INSERT INTO usual (v) VALUES ('a'), (NULL);
INSERT INTO beside (k) VALUES (1), (2);
INSERT INTO counted (v) VALUES ('x'), ('y');
