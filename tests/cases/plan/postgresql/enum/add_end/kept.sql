SELECT id, voice FROM singer ORDER BY id;
