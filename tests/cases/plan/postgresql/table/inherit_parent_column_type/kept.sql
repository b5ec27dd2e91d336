SELECT id, label FROM jars ORDER BY id;
