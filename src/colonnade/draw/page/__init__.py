"""A layout as one page for a browser."""
