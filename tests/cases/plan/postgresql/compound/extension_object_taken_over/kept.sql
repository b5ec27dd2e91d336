SELECT id, tags::text AS tags FROM parcel ORDER BY id;
