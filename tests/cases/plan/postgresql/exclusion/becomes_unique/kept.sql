SELECT id FROM berth ORDER BY id;
