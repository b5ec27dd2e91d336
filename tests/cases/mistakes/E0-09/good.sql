SET lock_timeout = '2s';
ALTER TABLE customers ADD COLUMN note text;
CREATE INDEX CONCURRENTLY customers_note ON customers (note);
