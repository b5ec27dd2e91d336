INSERT INTO zone VALUES ('near'), ('far');
INSERT INTO parcel VALUES (1, 'near'), (2, 'far');
