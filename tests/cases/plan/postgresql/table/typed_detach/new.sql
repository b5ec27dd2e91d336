-- A typed table becomes a plain one and its type goes
CREATE TABLE frame_log (id integer, weight_g integer);
