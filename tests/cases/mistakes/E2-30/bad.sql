CREATE TABLE shift (id integer PRIMARY KEY, start_time time NOT NULL, end_time time NOT NULL);
