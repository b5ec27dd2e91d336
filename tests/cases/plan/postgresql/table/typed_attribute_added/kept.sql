SELECT id, weight_g FROM frame_log ORDER BY id;
