INSERT INTO river_port VALUES (1, 'KEL', 'Elbe');
