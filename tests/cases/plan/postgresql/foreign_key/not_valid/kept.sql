SELECT a, b FROM route ORDER BY a;
