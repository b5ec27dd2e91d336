"""The emitters of PostgreSQL, filled by the modules of this folder."""

from __future__ import annotations

from colonnade.dialect import Emitters

EMIT = Emitters()
