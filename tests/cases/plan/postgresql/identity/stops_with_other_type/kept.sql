SELECT id::text, about FROM ticket ORDER BY id;
