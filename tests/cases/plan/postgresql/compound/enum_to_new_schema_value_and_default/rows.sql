INSERT INTO parcel VALUES (1, 'new'), (2, 'sent');
