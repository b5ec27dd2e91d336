SELECT berth, during FROM dock_booking ORDER BY 1;
