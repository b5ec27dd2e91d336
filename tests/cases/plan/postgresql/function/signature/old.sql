-- A parameter is added, another changes type
CREATE FUNCTION yield(kilos integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT kilos * 1.0';
CREATE FUNCTION ripe(day date) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT day > date ''2024-09-01''';
