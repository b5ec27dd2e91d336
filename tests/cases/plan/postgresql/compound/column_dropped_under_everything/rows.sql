INSERT INTO parcel (id, grams, code, label) VALUES (1, 10, 'a', 'b');
