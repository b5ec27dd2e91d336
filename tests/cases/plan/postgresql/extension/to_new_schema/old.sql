-- An extension moves to a schema that comes at the same time
-- needs: extension citext
CREATE SCHEMA old_home;
CREATE EXTENSION citext SCHEMA old_home;
CREATE TABLE person (name old_home.citext PRIMARY KEY);
