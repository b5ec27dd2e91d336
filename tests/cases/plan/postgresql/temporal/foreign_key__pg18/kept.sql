SELECT line, valid FROM discount ORDER BY line;
