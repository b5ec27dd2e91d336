SELECT id, opened IS NOT NULL AS known FROM stand ORDER BY id;
