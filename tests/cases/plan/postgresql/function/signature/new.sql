-- A parameter is added, another changes type
CREATE FUNCTION yield(kilos integer, trees integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT kilos * 1.0 / trees';
CREATE FUNCTION ripe(day timestamp) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT day > timestamp ''2024-09-01''';
