-- Two tables that refer to each other are no longer logged
CREATE TABLE lock_mode (name text PRIMARY KEY, token text);
CREATE TABLE lock_holder (name text NOT NULL REFERENCES lock_mode, token text PRIMARY KEY);
ALTER TABLE lock_mode ADD CONSTRAINT lock_mode_token FOREIGN KEY (token) REFERENCES lock_holder DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT lock_mode_token ON lock_mode IS 'who holds it';
