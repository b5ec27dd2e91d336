-- An enum column becomes text and the enum goes
CREATE TYPE repair_status AS ENUM ('open', 'done');
CREATE TABLE repair (id integer PRIMARY KEY, status repair_status DEFAULT 'open' NOT NULL);
