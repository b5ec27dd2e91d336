"""Kinds of which a database has few: all of them come in one statement."""

from __future__ import annotations

from colonnade.dialects.postgresql.introspect.rare.reader import RARE

__all__ = ["RARE"]
