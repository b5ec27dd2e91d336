SELECT id, length(note) FROM honey_lot ORDER BY id;
