-- A trigger goes together with its function
CREATE TABLE kennel_log (id integer PRIMARY KEY);
