"""SQLite's own SQL text: tokens, normal form, and the statements that a schema is stored as."""
