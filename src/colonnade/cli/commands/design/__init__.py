"""Verbs that take a design in, show it and write it out."""
