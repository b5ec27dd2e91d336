SELECT guest, night FROM stay ORDER BY night;
