-- The comments of a primary key and of its index change
CREATE TABLE berth (id integer CONSTRAINT berth_pk PRIMARY KEY);
COMMENT ON CONSTRAINT berth_pk ON berth IS 'Number painted on the quay';
