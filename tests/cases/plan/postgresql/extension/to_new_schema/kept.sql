SELECT name::text FROM person ORDER BY 1;
