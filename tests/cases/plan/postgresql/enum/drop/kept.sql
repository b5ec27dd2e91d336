SELECT id FROM singer ORDER BY id;
