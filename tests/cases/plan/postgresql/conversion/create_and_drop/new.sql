-- An encoding conversion appears and another goes
CREATE CONVERSION from_latin1 FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
