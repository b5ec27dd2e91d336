SELECT id, name, origin, grade FROM cellar.tea ORDER BY id;
