"""Verbs that take a design in, draw it and write it out."""
