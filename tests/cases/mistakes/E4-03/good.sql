CREATE TABLE client (id integer PRIMARY KEY);
CREATE TABLE asset (id integer PRIMARY KEY, client_id integer NOT NULL REFERENCES client ON DELETE CASCADE);
CREATE INDEX ON asset (client_id);
