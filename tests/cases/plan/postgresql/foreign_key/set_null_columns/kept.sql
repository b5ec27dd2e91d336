SELECT tenant, pier_id FROM boat ORDER BY 1, 2;
