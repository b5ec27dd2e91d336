INSERT INTO stay VALUES ('Ada', '2024-07-01'), ('Ada', '2024-07-02');
