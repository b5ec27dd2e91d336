SET lock_timeout = '2s';
UPDATE users SET email = encode(pgp_sym_encrypt(email, current_setting('app.key')), 'base64');
