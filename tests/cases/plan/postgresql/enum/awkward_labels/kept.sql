SELECT day, mood FROM diary ORDER BY day;
