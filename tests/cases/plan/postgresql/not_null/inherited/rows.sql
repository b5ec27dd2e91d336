INSERT INTO river_port VALUES (1, 'KEL', 'Elbe');
INSERT INTO sea_port VALUES (2, 'OSL');
