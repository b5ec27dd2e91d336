INSERT INTO kennel_log VALUES (1, 'Rex', true);
