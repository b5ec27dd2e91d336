SELECT id, grams, label FROM parcel ORDER BY id;
