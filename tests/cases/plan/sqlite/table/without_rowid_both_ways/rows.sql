INSERT INTO kv VALUES ('a', 1, x'01'), ('a', 2, x'02'), ('b', 1, NULL);
INSERT INTO tag VALUES (5, 'x'), (3, 'y');
