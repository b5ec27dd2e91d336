-- The table that owns a sequence goes, while another table draws from it
CREATE TABLE tea (id serial PRIMARY KEY);
CREATE TABLE cup (id integer DEFAULT nextval('tea_id_seq') PRIMARY KEY);
