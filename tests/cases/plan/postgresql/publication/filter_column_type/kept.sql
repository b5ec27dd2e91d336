SELECT id, days FROM hire ORDER BY id;
