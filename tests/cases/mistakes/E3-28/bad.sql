CREATE TABLE dim_day (day date PRIMARY KEY) WITH (autovacuum_enabled = false);
