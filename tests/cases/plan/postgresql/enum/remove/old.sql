-- A value that no row uses is removed, with a default, an array, an index and a check over the enum
CREATE TYPE voice AS ENUM ('soprano', 'boy', 'alto');
CREATE TABLE singer (
    id integer PRIMARY KEY,
    voice voice DEFAULT 'alto' NOT NULL,
    also voice[] DEFAULT '{}' NOT NULL,
    CONSTRAINT singer_voice CHECK (voice <> 'soprano' OR id > 0)
);
CREATE INDEX singer_by_voice ON singer (voice) WHERE voice = 'alto';
