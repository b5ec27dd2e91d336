SELECT id, lat, lon FROM branch ORDER BY id;
