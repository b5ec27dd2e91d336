-- Two tables that refer to each other are dropped
CREATE TABLE harbour (id integer PRIMARY KEY);
