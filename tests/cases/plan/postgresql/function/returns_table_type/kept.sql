SELECT id, trees FROM orchard ORDER BY id;
