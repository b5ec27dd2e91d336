-- Two logged tables bound by a foreign key become unlogged
CREATE TABLE sensor (id integer PRIMARY KEY);
CREATE TABLE reading (sensor_id integer REFERENCES sensor, grams integer);
