SELECT guest, night, hut FROM stay ORDER BY night;
