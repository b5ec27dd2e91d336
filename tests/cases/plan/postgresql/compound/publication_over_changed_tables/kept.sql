SELECT id, grams FROM parcel ORDER BY id;
