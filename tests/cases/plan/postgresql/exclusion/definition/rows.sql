INSERT INTO dock_booking VALUES (1, '[1,5)', false), (2, '[5,9)', false);
