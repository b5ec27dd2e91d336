SELECT line, day FROM sailing ORDER BY day;
