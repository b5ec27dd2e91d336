SELECT id, at, town FROM scan ORDER BY id;
