CREATE TABLE dim_shop (shop_key integer PRIMARY KEY);
CREATE TABLE fact_sale (id bigint PRIMARY KEY, shop_key integer NOT NULL REFERENCES dim_shop);
CREATE INDEX fact_sale_shop ON fact_sale (shop_key);
