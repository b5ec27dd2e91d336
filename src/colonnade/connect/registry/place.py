"""Where the registry stands in a database: in a namespace, or with a prefix, that is no part of any schema."""

from __future__ import annotations

from colonnade.connect.live import Live
from colonnade.connect.urls import Engine

NAMESPACE = "colonnade_registry"


def placed(live: Live, name: str) -> str:
    """The name of an object of the registry as SQL."""
    return f"{NAMESPACE}.{name}" if live.dialect.name == Engine.POSTGRESQL else f"{NAMESPACE}_{name}"
