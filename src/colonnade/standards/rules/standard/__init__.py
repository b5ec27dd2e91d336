"""Rules about designs under a standard."""

from colonnade.standards.rules.standard import duties, names, practice

__all__ = ["duties", "names", "practice"]
