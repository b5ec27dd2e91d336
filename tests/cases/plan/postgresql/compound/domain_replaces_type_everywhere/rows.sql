INSERT INTO client VALUES ('a@x.example');
INSERT INTO parcel VALUES (1, 'a@x.example');
