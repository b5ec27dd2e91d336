INSERT INTO port VALUES (1, 'KEL'), (2, 'OSL');
INSERT INTO route VALUES (1, 1, 'OSL'), (2, 2, NULL);
