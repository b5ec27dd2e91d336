"""DDL of a source: the statements, what they say of themselves, and how they are deployed."""
