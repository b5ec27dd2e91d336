SELECT id FROM dock_booking ORDER BY id;
