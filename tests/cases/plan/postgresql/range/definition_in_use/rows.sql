INSERT INTO stall VALUES (1, '[8,12)');
