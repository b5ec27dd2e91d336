SELECT last_value FROM a ORDER BY 1;
SELECT last_value FROM b ORDER BY 1;
