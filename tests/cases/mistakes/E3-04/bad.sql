CREATE TABLE fact_sale (id bigint PRIMARY KEY, shop_key integer NOT NULL REFERENCES dim_shop);
