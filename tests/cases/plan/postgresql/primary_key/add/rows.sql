INSERT INTO sailing VALUES ('north', '2024-06-01'), ('north', '2024-06-02');
