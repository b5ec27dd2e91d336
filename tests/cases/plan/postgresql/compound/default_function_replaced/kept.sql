SELECT id, code FROM parcel ORDER BY id;
