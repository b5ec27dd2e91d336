SELECT setval('lot_number', 4711);
