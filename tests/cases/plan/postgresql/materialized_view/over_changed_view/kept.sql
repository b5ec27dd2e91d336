SELECT glaze, grams FROM totals ORDER BY glaze;
