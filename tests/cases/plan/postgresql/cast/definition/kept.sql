SELECT id, grade FROM slope ORDER BY id;
