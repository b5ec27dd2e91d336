SELECT zone, price FROM rate ORDER BY zone;
SELECT zone FROM dear ORDER BY zone;
