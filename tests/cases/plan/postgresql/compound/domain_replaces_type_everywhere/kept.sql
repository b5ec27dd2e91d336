SELECT id, email FROM parcel ORDER BY id;
