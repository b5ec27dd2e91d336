-- The values stand in another order
CREATE TYPE voice AS ENUM ('bass', 'tenor', 'alto', 'soprano');
CREATE TABLE singer (id integer PRIMARY KEY, voice voice);
CREATE INDEX singer_voice ON singer (voice DESC);
