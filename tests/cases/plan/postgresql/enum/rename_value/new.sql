-- A value that no row uses has another spelling
CREATE TYPE voice AS ENUM ('soprano', 'alto');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice);
