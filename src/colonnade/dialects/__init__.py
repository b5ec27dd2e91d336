"""What the product knows of each engine, one folder per engine."""
