SET lock_timeout = '2s';
ALTER TABLE customers ADD COLUMN contact text;
UPDATE customers SET contact = phone WHERE id BETWEEN 1 AND 1000;
UPDATE customers SET contact = phone WHERE id BETWEEN 1001 AND 2000;
