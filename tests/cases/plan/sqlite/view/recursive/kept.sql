SELECT x, y FROM reach ORDER BY x, y;
