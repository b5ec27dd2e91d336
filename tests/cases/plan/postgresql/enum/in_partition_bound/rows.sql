INSERT INTO parcel VALUES (1, 'near'), (2, 'far');
