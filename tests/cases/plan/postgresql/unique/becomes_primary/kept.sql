SELECT call_sign FROM ferry ORDER BY 1;
