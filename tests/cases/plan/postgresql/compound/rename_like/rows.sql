INSERT INTO client (name) VALUES ('Ada');
INSERT INTO parcel VALUES (10, 1), (11, NULL);
