"""Verbs about the product itself."""
