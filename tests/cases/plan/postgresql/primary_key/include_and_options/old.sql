-- A primary key gains included columns and a fill factor
CREATE TABLE sailing (
    id integer NOT NULL,
    line text,
    CONSTRAINT sailing_pkey PRIMARY KEY (id)
);
