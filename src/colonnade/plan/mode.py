"""How the steps of a plan are made."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How the steps of a plan are made."""

    TRANSACTIONAL = "transactional"
    SAFE = "safe"
    ONLINE = "online"
