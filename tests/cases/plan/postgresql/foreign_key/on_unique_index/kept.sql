SELECT port_code FROM route ORDER BY 1;
