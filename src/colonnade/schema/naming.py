"""Qualified names as text and back: dotted, quoted only where they must be."""

from __future__ import annotations

import re

from colonnade.errors import InputError
from colonnade.schema.ref import QName, Ref


class BadNameError(InputError):
    """A qualified name can't be read: an open quote, or an empty part."""

    code = "CO102"


_PLAIN = re.compile(r'[^\s".()][^".()]*\Z')
_PART = re.compile(r'"((?:[^"]|"")*)"|([^".(]+)')


def dotted(path: QName) -> str:
    """A qualified name as one text.

    >>> dotted(("sales", "order"))
    'sales.order'
    >>> dotted(("sales", "a.b"))
    'sales."a.b"'
    """
    return ".".join(part if _PLAIN.match(part) else _quoted(part) for part in path)


_ROUTINES = frozenset({"function", "procedure", "aggregate"})


def identity_text(ref: Ref) -> str:
    """The key of an object in a document: its dotted name, and the arguments of a routine in parentheses.

    >>> identity_text(Ref("function", ("public", "age", "date, date")))
    'public.age(date, date)'
    """
    if ref.kind in _ROUTINES:
        return f"{dotted(ref.path[:-1])}({ref.path[-1]})"
    return dotted(ref.path)


def read_identity(kind: str, text: str) -> Ref:
    """The identity that a key of a document stands for. Raises BadNameError."""
    if kind in _ROUTINES:
        name, opened, rest = text.partition("(")
        if not opened or not rest.endswith(")"):
            raise BadNameError(f"{text!r} has no argument list", hint="write name(type, type), or name() for none")
        return Ref(kind, (*undotted(name), rest[:-1]))
    return Ref(kind, undotted(text))


def _quoted(part: str) -> str:
    return '"' + part.replace('"', '""') + '"'


def undotted(text: str) -> QName:
    """The qualified name that a text stands for. Raises BadNameError.

    >>> undotted('sales."a.b"')
    ('sales', 'a.b')
    """
    parts: list[str] = []
    at = 0
    while True:
        match = _PART.match(text, at)
        if match is None:
            raise BadNameError(
                f"{text!r} is not a qualified name", hint='write namespace.name, with "quotes" around odd parts'
            )
        parts.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        at = match.end()
        if at == len(text):
            return tuple(parts)
        if text[at] != ".":
            raise BadNameError(f"{text!r} is not a qualified name: a dot is missing before {text[at:]!r}")
        at += 1
