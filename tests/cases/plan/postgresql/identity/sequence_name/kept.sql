SELECT id, line FROM ticket ORDER BY id;
