SELECT glaze FROM glaze_list ORDER BY glaze;
