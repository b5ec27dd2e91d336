SELECT id, email FROM singer ORDER BY id;
