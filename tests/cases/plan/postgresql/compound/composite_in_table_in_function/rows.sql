INSERT INTO rate VALUES (1, ROW(4.5, 'EUR'), ARRAY[ROW(4, 'EUR')::money_amount]);
