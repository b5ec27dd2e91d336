SELECT id FROM parcel ORDER BY id;
