-- The column a policy tests is replaced by another
CREATE TABLE dog (
    id integer PRIMARY KEY,
    tenant integer
);
CREATE POLICY mine ON dog USING (tenant = current_setting('app.tenant')::integer);
