"""Tables of a live database, looked at and changed from Python."""
