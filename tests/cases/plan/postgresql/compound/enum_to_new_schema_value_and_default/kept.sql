SELECT id, state FROM parcel ORDER BY id;
