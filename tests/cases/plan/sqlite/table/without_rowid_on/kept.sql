SELECT season, bed, cents FROM price ORDER BY season;
