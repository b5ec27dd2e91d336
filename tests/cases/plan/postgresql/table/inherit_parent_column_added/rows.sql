INSERT INTO vessel (id) VALUES (1);
INSERT INTO jar (id) VALUES (2);
INSERT INTO mini_jar (id) VALUES (3);
