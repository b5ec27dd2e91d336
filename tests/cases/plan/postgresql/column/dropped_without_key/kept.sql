SELECT a, c FROM loose ORDER BY a, c;
SELECT b FROM keyed ORDER BY b;
SELECT k FROM parted ORDER BY k;
