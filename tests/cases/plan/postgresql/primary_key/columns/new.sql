-- The columns of a primary key change while a foreign key rests on it
CREATE TABLE sailing (
    id integer NOT NULL,
    line text NOT NULL,
    PRIMARY KEY (line, id),
    CONSTRAINT sailing_id_key UNIQUE (id)
);
CREATE TABLE booking (id integer PRIMARY KEY, sailing_id integer);
ALTER TABLE booking ADD CONSTRAINT booking_sailing FOREIGN KEY (sailing_id) REFERENCES sailing (id);
