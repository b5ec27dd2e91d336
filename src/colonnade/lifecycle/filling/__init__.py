"""Generated rows that meet every constraint of a database, or a word on why there are none."""

from __future__ import annotations

from colonnade.lifecycle.filling.fill import FilledTable, fill

__all__ = ["FilledTable", "fill"]
