-- Own objects take the place of an extension's
-- needs: extension fuzzystrmatch
CREATE EXTENSION fuzzystrmatch;
CREATE FUNCTION sounds_like(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT soundex(a) = soundex(b)';
