INSERT INTO diary VALUES (1, 'so so');
