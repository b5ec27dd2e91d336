SELECT id, (result).subject, (result).grade FROM exam ORDER BY id;
