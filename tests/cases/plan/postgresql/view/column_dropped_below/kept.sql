SELECT id, glaze FROM pot_list ORDER BY id;
