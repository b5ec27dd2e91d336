SELECT id, parent FROM parcel ORDER BY id;
