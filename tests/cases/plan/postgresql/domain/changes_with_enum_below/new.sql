-- A domain over an enum has other rules, which name values that go and come
CREATE TYPE mood AS ENUM ('happy', 'ok', 'so so');
CREATE DOMAIN good_mood AS mood DEFAULT 'ok' CHECK (VALUE <> 'so so');
CREATE TABLE person (id integer PRIMARY KEY, feels good_mood, felt good_mood[]);
