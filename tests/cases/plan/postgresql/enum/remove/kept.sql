SELECT id, voice, also FROM singer ORDER BY id;
