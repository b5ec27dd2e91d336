SELECT id, details ->> 'slots' AS slots FROM stand ORDER BY id;
