-- Values are added at the end and used by a default at once
CREATE TYPE voice AS ENUM ('soprano', 'alto');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice);
