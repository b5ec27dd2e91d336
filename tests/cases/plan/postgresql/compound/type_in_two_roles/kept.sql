SELECT id, l, ls, d FROM scan ORDER BY id;
