INSERT INTO river_port VALUES (1, 3, 'Elbe');
