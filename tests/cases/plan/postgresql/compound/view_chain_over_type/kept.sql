SELECT id, grams::integer AS grams FROM parcel ORDER BY id;
SELECT n, id FROM v4 ORDER BY id;
