SELECT id, plz FROM parcel ORDER BY id;
