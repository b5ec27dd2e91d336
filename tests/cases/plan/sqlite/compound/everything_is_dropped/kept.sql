SELECT id FROM stays_here ORDER BY id;
