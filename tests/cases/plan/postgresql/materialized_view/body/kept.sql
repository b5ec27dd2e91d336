SELECT glaze, pots FROM glaze_stats ORDER BY glaze;
