CREATE TABLE user_management__primary_data_person (id INTEGER PRIMARY KEY);
