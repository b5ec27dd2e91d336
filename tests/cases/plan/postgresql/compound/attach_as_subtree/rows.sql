INSERT INTO scan_2024 SELECT n, '2024-03-03' FROM generate_series(1, 8) n;
