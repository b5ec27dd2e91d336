SELECT x, y FROM boat ORDER BY x;
