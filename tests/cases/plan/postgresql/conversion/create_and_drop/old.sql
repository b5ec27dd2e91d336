-- An encoding conversion appears and another goes
CREATE CONVERSION from_latin2 FOR 'LATIN2' TO 'UTF8' FROM iso8859_to_utf8;
