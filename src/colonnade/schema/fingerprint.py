"""A short text that is equal for equal schemas."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from colonnade.schema.schema import Schema


def fingerprint(schema: Schema) -> str:
    """SHA-256 over the objects in the order of their identities, as `sha256:` and 64 hexadecimal digits.

    What takes no part in equality takes no part here: dependencies, ids, the server's version, column order.
    """
    digest = hashlib.sha256(schema.engine.encode())
    for ref in sorted(schema.objects):
        digest.update(repr((ref, _canonical(schema.objects[ref]))).encode())
    return f"sha256:{digest.hexdigest()}"


_COMPARED: dict[type, tuple[str, ...] | None] = {}
"""Fields that take part in equality, by class; None for a class that is no dataclass."""


def _compared(cls: type) -> tuple[str, ...] | None:
    if cls not in _COMPARED:
        _COMPARED[cls] = tuple(each.name for each in fields(cls) if each.compare) if is_dataclass(cls) else None
    return _COMPARED[cls]


def _canonical(value: object) -> object:
    names = _compared(type(value))
    if names is not None:
        return (type(value).__name__, tuple((name, _canonical(getattr(value, name))) for name in names))
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), _canonical(each)) for key, each in value.items()))
    if isinstance(value, tuple):
        return tuple(_canonical(each) for each in value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)
