INSERT INTO singer VALUES (1, 'alto', '{soprano}'), (2, 'soprano', '{}');
