INSERT INTO keeper VALUES (1, 'postgres');
INSERT INTO dog VALUES (1, 1);
