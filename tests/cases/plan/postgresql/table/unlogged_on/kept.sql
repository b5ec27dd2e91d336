SELECT id, heard_at FROM swarm_alert ORDER BY id;
