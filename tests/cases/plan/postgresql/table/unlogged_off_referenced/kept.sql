SELECT sensor_id, grams FROM reading ORDER BY grams;
