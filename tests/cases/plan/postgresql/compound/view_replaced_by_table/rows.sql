INSERT INTO parcel VALUES (1, 'Kiel');
