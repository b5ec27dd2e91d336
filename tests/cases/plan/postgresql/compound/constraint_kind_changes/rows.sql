INSERT INTO zone VALUES (1);
INSERT INTO parcel VALUES (1, 1, 'a'), (2, NULL, 'b');
