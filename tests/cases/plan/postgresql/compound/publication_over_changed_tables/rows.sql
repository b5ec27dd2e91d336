INSERT INTO parcel VALUES (1, 'Kiel', 5), (9, 'Oslo', 6);
