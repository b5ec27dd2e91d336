SELECT id, day FROM ticket ORDER BY id;
