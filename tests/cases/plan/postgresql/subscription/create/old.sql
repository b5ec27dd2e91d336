-- A subscription that connects to nothing appears
SET client_min_messages = error;
CREATE TABLE hire (id integer PRIMARY KEY);
