SELECT id, glaze FROM pot ORDER BY id;
