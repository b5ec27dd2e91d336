SELECT hive_id, seen_on FROM inspection ORDER BY seen_on;
