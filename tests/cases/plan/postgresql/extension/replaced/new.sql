-- Own objects take the place of an extension's
-- needs: extension fuzzystrmatch
CREATE FUNCTION soundex(a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(left(a, 1))';
CREATE FUNCTION sounds_like(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT soundex(a) = soundex(b)';
