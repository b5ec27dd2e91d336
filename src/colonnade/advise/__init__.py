"""Advice on designs, from what is declared and from what is measured."""
