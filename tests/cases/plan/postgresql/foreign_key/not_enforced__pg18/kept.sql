SELECT port_id FROM route ORDER BY 1;
