SELECT id, town FROM parcel ORDER BY id;
