-- Every option of a sequence changes
CREATE SEQUENCE lot_number;
CREATE SEQUENCE bag_number INCREMENT BY 2 MAXVALUE 50 CACHE 3 CYCLE;
