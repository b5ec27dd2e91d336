SELECT id, zone FROM parcel ORDER BY id;
