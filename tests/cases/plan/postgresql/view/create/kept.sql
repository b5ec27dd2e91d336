SELECT id, glaze, fired_on FROM pot ORDER BY id;
