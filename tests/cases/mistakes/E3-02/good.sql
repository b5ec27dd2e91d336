CREATE TABLE fact_sale (id bigint, date_key integer NOT NULL, PRIMARY KEY (id, date_key))
  PARTITION BY RANGE (date_key);
