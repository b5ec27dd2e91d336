INSERT INTO parcel VALUES (1, 'a=>1');
