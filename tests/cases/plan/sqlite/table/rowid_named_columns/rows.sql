INSERT INTO odd (_rowid_, rowid, oid, a) VALUES (10, 'r', x'00', 1), (20, 's', x'ff', 2);
