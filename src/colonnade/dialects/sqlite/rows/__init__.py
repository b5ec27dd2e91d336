"""How SQLite stores rows: what tells them apart, what a column makes of a value, and how they are kept."""
