SELECT id, zone::text AS zone FROM parcel ORDER BY id;
