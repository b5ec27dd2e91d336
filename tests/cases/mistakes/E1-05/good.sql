CREATE TABLE user_management_configuration_sign_in_2fa (id INTEGER PRIMARY KEY);
