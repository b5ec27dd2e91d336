INSERT INTO loan SELECT n, '2022-05-05' FROM generate_series(1, 9) n;
