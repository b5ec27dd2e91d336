"""Colonnade: one model for the whole life of a database design."""
