-- Two new tables refer to each other
CREATE TABLE harbour (id integer PRIMARY KEY);
