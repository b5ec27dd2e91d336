-- An extension moves to a schema that comes at the same time
CREATE SCHEMA new_home;
CREATE EXTENSION citext SCHEMA new_home;
CREATE TABLE person (name new_home.citext PRIMARY KEY);
