"""The registry of a database: installed, filled from its catalogue, and compared with it."""
