-- An enum goes with the column that used it
CREATE TYPE voice AS ENUM ('soprano', 'alto');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice);
