SELECT parcel_id FROM scan ORDER BY 1;
