SET lock_timeout = '2s';
ALTER TABLE customers ADD COLUMN contact text;
UPDATE customers SET contact = phone;
