SELECT id, zone_id, code FROM parcel ORDER BY id;
