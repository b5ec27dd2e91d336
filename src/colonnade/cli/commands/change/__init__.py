"""Verbs that carry a design onto databases."""
