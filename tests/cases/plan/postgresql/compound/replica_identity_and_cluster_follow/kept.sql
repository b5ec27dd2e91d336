SELECT id, code, town FROM parcel ORDER BY id;
