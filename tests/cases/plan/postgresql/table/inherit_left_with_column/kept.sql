SELECT id, name, note, own FROM heir ORDER BY own;
