SELECT sailing_id FROM booking ORDER BY 1;
