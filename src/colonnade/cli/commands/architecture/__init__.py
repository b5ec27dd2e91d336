"""Verbs that bring whole designs."""
