SELECT id, call_sign FROM log_entry ORDER BY id;
