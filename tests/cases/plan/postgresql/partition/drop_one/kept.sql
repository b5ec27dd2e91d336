SELECT id, day FROM loan WHERE day >= '2023-01-01' ORDER BY id;
