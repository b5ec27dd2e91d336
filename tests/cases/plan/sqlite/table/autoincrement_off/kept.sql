SELECT id, name FROM guest ORDER BY id;
SELECT id, guest_id FROM stay ORDER BY id;
