-- An enum column becomes text and the enum goes
CREATE TABLE repair (id integer PRIMARY KEY, status text DEFAULT 'open' NOT NULL);
