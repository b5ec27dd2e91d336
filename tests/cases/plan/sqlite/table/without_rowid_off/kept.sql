SELECT season, cents FROM price ORDER BY season;
