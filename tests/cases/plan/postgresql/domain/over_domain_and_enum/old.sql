-- A domain over a domain over an enum gains a check on each level
CREATE TYPE voice AS ENUM ('soprano', 'alto', 'bass');
CREATE DOMAIN high AS voice;
CREATE DOMAIN lead AS high;
CREATE TABLE soloist (id integer, voice lead);
