SELECT port_id, country_id FROM route ORDER BY 1;
