SELECT id, voice FROM singer ORDER BY voice, id;
