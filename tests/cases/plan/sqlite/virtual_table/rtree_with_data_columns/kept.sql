SELECT id, min_x, max_x, label FROM place ORDER BY id
