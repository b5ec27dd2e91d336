-- A text status with a check becomes an enum
CREATE TYPE repair_status AS ENUM ('open', 'done');
CREATE TABLE repair (id integer PRIMARY KEY, status repair_status DEFAULT 'open' NOT NULL);
