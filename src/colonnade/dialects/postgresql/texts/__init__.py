"""SQL texts of PostgreSQL read without a server: what they name."""
