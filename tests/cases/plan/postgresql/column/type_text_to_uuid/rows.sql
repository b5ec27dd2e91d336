INSERT INTO part VALUES (1, '6f1c1f0e-2b8c-4a0e-9d3f-0a1b2c3d4e5f'), (2, NULL);
