-- A primary key has another name
CREATE TABLE sailing (id integer, CONSTRAINT sailing_pkey PRIMARY KEY (id));
CREATE TABLE booking (sailing_id integer REFERENCES sailing);
