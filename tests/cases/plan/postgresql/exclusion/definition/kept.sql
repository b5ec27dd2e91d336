SELECT id, during, cancelled FROM dock_booking ORDER BY id;
