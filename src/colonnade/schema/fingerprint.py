"""A short text that is equal for equal schemas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from colonnade.schema.ref import Ref
from colonnade.schema.schema import Schema
from colonnade.schema.value import SchemaObject


def fingerprint(schema: Schema) -> str:
    """SHA-256 over the objects in the order of their identities, as `sha256:` and 64 hexadecimal digits.

    What takes no part in equality takes no part here: dependencies, ids, the server's version, column order.
    """
    return fingerprints(schema)[0]


def fingerprints(*schemas: Schema) -> tuple[str, ...]:
    """The fingerprint of each; what is equal in several of them is printed once."""
    printer = _Printer()
    return tuple(_fingerprint(each, printer) for each in schemas)


def _fingerprint(schema: Schema, printer: _Printer) -> str:
    digest = hashlib.sha256(schema.engine.encode())
    for ref in sorted(schema.objects):
        digest.update(printer.line(ref, schema.objects[ref]))
    return f"sha256:{digest.hexdigest()}"


class _Printer:
    """Prints values in one way whatever the order of their mappings; what many objects share is printed once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        """By `id()`: everything printed is part of a schema, which lives as long as the printer."""
        self._lines: dict[Ref, tuple[SchemaObject, bytes]] = {}

    def line(self, ref: Ref, each: SchemaObject) -> bytes:
        """An object with its identity."""
        found = self._lines.get(ref)
        if found is None or found[0] != each:
            found = self._lines[ref] = (each, f"({ref!r}, {self.text(each)})".encode())
        return found[1]

    def text(self, value: object) -> str:
        """The value as a tuple of class and compared fields, a mapping as sorted pairs, a leaf by `repr()`."""
        cls = type(value)
        if cls is str or cls is bool or value is None:
            return repr(value)
        known_fields = _fields(cls)
        if known_fields is not None:
            known = self._known.get(id(value))
            if known is None:
                parts = [
                    usual if (each := getattr(value, field)) is default else f"({name}, {self.text(each)})"
                    for field, name, default, usual in known_fields
                ]
                known = self._known[id(value)] = f"({cls.__name__!r}, {_tuple(parts)})"
            return known
        if not value and cls in _CONTAINERS:
            return "()"
        if isinstance(value, tuple):
            return _tuple([self.text(each) for each in value])
        if isinstance(value, Mapping):
            pairs = sorted(((str(key), each) for key, each in value.items()), key=_first)
            return _tuple([f"({key!r}, {self.text(each)})" for key, each in pairs])
        if isinstance(value, bool | int | float):
            return repr(value)
        return repr(str(value))


_CONTAINERS = (tuple, dict)


def _first(pair: tuple[str, object]) -> str:
    return pair[0]


def _tuple(parts: list[str]) -> str:
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


_Field = tuple[str, str, object, str]
"""A field that takes part in equality: its name, the name as printed, its default, and both printed."""

_FIELDS: dict[type, tuple[_Field, ...] | None] = {}
"""By class; None for a class that is no dataclass."""


def _fields(cls: type) -> tuple[_Field, ...] | None:
    try:
        return _FIELDS[cls]
    except KeyError:
        found = _FIELDS[cls] = tuple(_compared(cls)) if is_dataclass(cls) else None
        return found


def _compared(cls: type) -> Iterator[_Field]:
    printer = _Printer()
    for each in fields(cls):
        if each.compare:
            yield each.name, repr(each.name), each.default, f"({each.name!r}, {printer.text(each.default)})"
