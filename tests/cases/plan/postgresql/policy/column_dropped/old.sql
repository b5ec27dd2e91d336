-- The column a policy tests is replaced by another
CREATE TABLE dog (
    id integer PRIMARY KEY,
    owner_name text
);
CREATE POLICY mine ON dog USING (owner_name = CURRENT_USER);
