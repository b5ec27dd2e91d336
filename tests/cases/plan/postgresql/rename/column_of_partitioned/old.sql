-- Columns of a partitioned table, a partition key among them, get other names
CREATE TABLE stay (id integer NOT NULL, night date NOT NULL, room text, UNIQUE (id, night, room)) PARTITION BY RANGE (night);
CREATE TABLE stay_old PARTITION OF stay FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE stay_new PARTITION OF stay FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (room);
CREATE TABLE stay_new_a PARTITION OF stay_new FOR VALUES IN ('a') WITH (fillfactor = 70);
CREATE INDEX stay_room_idx ON stay (room);
CREATE TABLE note (id integer PRIMARY KEY, stay integer, night date, room text, FOREIGN KEY (stay, night, room) REFERENCES stay (id, night, room));
