SELECT id, grams, price FROM parcel ORDER BY id;
