SELECT id, name, since FROM singer ORDER BY id;
