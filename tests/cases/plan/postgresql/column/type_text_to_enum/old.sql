-- A text status with a check becomes an enum
CREATE TABLE repair (id integer PRIMARY KEY, status text DEFAULT 'open' NOT NULL, CONSTRAINT repair_status CHECK (status IN ('open', 'done')));
