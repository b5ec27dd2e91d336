"""A layout as a picture."""
