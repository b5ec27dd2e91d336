SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN email_encrypted bytea;
ALTER TABLE users ADD COLUMN email_digest bytea;
UPDATE users SET email_encrypted = encrypted(email), email_digest = digested(email) WHERE id BETWEEN 1 AND 1000;
