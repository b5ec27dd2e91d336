"""The ways of the lines: sides, gaps, channels, and what is written beside them."""
