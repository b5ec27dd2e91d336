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


def _canonical(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return (
            type(value).__name__,
            tuple((each.name, _canonical(getattr(value, each.name))) for each in fields(value) if each.compare),
        )
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), _canonical(each)) for key, each in value.items()))
    if isinstance(value, tuple):
        return tuple(_canonical(each) for each in value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)
