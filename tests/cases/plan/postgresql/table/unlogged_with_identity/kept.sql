SELECT id, nr, line FROM ticket ORDER BY id;
SELECT last_value FROM ticket_id_seq ORDER BY 1;
