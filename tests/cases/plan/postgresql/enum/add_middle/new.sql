-- Values are added at the front and between others
CREATE TYPE voice AS ENUM ('soprano', 'alto', 'tenor', 'baritone', 'bass');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice);
CREATE INDEX singer_voice ON singer (voice);
