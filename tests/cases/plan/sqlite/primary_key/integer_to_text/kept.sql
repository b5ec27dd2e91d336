SELECT CAST(id AS TEXT) AS id, name FROM guest ORDER BY name;
