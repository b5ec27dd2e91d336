SELECT id, day FROM loan ORDER BY day;
