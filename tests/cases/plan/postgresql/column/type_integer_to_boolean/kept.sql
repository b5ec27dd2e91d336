SELECT id, paid::integer AS paid FROM service ORDER BY id;
