CREATE TABLE fact_sale (id bigint PRIMARY KEY, date_key integer NOT NULL) PARTITION BY RANGE (date_key);
