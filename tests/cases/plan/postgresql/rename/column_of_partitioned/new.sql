-- Columns of a partitioned table, a partition key among them, get other names
CREATE TABLE stay (id integer NOT NULL, day date CONSTRAINT stay_night_not_null NOT NULL, chamber text, CONSTRAINT stay_id_night_room_key UNIQUE (id, day, chamber)) PARTITION BY RANGE (day);
CREATE TABLE stay_old PARTITION OF stay FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE stay_new PARTITION OF stay FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (chamber);
CREATE TABLE stay_new_a PARTITION OF stay_new FOR VALUES IN ('a') WITH (fillfactor = 70);
CREATE INDEX stay_room_idx ON stay (chamber);
CREATE TABLE note (id integer PRIMARY KEY, stay integer, night date, room text, FOREIGN KEY (stay, night, room) REFERENCES stay (id, day, chamber));
