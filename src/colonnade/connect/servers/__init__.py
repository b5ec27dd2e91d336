"""PostgreSQL servers of our own: found, started on demand, shared, stopped."""
