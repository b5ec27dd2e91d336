-- An enum and a table that uses it appear
CREATE TABLE choir (id integer PRIMARY KEY);
CREATE TYPE voice AS ENUM ('soprano', 'alto', 'tenor', 'bass');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice DEFAULT 'alto' NOT NULL, others voice[]);
COMMENT ON TYPE voice IS 'From high to low';
