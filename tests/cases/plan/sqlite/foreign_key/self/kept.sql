SELECT id, invited_by FROM guest ORDER BY id;
