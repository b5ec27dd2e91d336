-- The table that owns a sequence goes, while another table draws from it
CREATE SEQUENCE tea_id_seq AS integer;
CREATE TABLE cup (id integer DEFAULT nextval('tea_id_seq') PRIMARY KEY);
