SELECT street, zip FROM address ORDER BY street;
SELECT id, (target).street, (target).zip FROM parcel ORDER BY id;
