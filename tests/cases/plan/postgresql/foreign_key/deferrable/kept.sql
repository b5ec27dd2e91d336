SELECT a, b, c FROM route ORDER BY a;
