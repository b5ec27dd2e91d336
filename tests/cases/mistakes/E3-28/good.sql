CREATE TABLE dim_day (day date PRIMARY KEY);
