-- A domain over a domain over an enum gains a check on each level
CREATE TYPE voice AS ENUM ('soprano', 'alto', 'bass');
CREATE DOMAIN high AS voice CONSTRAINT no_bass CHECK (VALUE <> 'bass');
CREATE DOMAIN lead AS high CONSTRAINT only_soprano CHECK (VALUE::voice = 'soprano'::voice);
CREATE TABLE soloist (id integer, voice lead);
