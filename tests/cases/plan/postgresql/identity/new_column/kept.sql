SELECT line FROM ticket ORDER BY line;
