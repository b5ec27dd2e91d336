INSERT INTO swarm_alert SELECT n, timestamptz '2024-05-01 12:00+00' + n * interval '1 hour' FROM generate_series(1, 20) n;
