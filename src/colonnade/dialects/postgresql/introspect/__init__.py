"""How the catalogue of PostgreSQL is read: one file per group of objects."""
