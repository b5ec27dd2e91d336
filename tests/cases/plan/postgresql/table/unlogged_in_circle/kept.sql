SELECT * FROM lock_mode JOIN lock_holder USING (name, token) ORDER BY 1;
