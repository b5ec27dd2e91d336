-- The type of a column used by a policy and a generated column changes
CREATE TABLE rental (
    id integer PRIMARY KEY,
    days integer NOT NULL,
    charge numeric GENERATED ALWAYS AS (days * 9.5) STORED
);
CREATE POLICY short_only ON rental USING (days < 30);
