"""Which column every box stands in, and the order from the top."""
