-- Range types with a multirange name, a subtype difference and an operator class appear
CREATE TABLE stall (id integer PRIMARY KEY);
