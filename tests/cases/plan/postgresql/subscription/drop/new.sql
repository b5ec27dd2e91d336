-- A subscription goes
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
