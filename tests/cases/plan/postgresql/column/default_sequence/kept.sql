SELECT id, ticket FROM rental ORDER BY id;
