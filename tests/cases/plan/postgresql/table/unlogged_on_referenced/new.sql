-- Two logged tables bound by a foreign key become unlogged
CREATE UNLOGGED TABLE sensor (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE reading (sensor_id integer REFERENCES sensor, grams integer);
