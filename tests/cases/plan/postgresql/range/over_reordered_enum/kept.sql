SELECT id, fits::text, also::text FROM box ORDER BY id;
