SELECT id, name FROM singer ORDER BY id;
