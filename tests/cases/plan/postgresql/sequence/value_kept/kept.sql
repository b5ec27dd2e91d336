SELECT last_value FROM lot_number ORDER BY 1;
