SELECT id, voice FROM singer ORDER BY id;
SELECT id FROM altos ORDER BY id;
