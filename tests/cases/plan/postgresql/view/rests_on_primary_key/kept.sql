SELECT id, glaze, stars FROM pot_stars ORDER BY id;
