CREATE TABLE task (id integer PRIMARY KEY, client_id uuid NOT NULL);
CREATE TABLE bill (id integer PRIMARY KEY, client_id varchar(36) NOT NULL);
