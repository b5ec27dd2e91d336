SELECT id, feels::text, felt::text FROM person ORDER BY id;
