SELECT id, glaze FROM pot_all ORDER BY id;
