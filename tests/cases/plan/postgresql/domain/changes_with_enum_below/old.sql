-- A domain over an enum has other rules, which name values that go and come
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN good_mood AS mood DEFAULT 'happy' CHECK (VALUE <> 'sad');
CREATE TABLE person (id integer PRIMARY KEY, feels good_mood, felt good_mood[]);
