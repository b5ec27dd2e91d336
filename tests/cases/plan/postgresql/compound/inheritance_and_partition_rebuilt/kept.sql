SELECT id, depot_id, at FROM scan ORDER BY id;
