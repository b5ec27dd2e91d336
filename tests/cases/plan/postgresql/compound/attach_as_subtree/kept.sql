SELECT id, at FROM scan_2024 ORDER BY id;
