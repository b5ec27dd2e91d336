SELECT id, grade FROM exam ORDER BY id;
