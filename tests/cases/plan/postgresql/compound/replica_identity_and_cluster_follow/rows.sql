INSERT INTO parcel VALUES (1, 'a', 'Kiel');
