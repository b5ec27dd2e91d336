"""What can be granted on each class of objects, and what the server grants by itself.

Letters and defaults: manual 5.8 "Privileges", tables 5.1 and 5.2; `acldefault()` in utils/adt/acl.c.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from colonnade.schema import OWNER, PUBLIC, Grant, SchemaObject

ALL = ("ALL",)
"""Every privilege that the class has in the server's version; so a schema doesn't depend on the version."""


class Grantable(StrEnum):
    """Classes of objects as GRANT names them."""

    TABLE = "TABLE"
    COLUMN = "COLUMN"
    SEQUENCE = "SEQUENCE"
    FUNCTION = "FUNCTION"
    PROCEDURE = "PROCEDURE"
    TYPE = "TYPE"
    SCHEMA = "SCHEMA"
    LANGUAGE = "LANGUAGE"
    FOREIGN_DATA_WRAPPER = "FOREIGN DATA WRAPPER"
    FOREIGN_SERVER = "FOREIGN SERVER"
    LARGE_OBJECT = "LARGE OBJECT"


LETTERS = {
    "r": "SELECT",
    "a": "INSERT",
    "w": "UPDATE",
    "d": "DELETE",
    "D": "TRUNCATE",
    "x": "REFERENCES",
    "t": "TRIGGER",
    "m": "MAINTAIN",
    "U": "USAGE",
    "C": "CREATE",
    "X": "EXECUTE",
}
"""Privileges by their letter in an aclitem."""

_ALL_LETTERS = {
    Grantable.TABLE: "rawdDxt",
    Grantable.COLUMN: "rawx",
    Grantable.SEQUENCE: "rwU",
    Grantable.FUNCTION: "X",
    Grantable.PROCEDURE: "X",
    Grantable.TYPE: "U",
    Grantable.SCHEMA: "UC",
    Grantable.LANGUAGE: "U",
    Grantable.FOREIGN_DATA_WRAPPER: "U",
    Grantable.FOREIGN_SERVER: "U",
    Grantable.LARGE_OBJECT: "rw",
}
_KINDS = {
    "table": Grantable.TABLE,
    "view": Grantable.TABLE,
    "materialized_view": Grantable.TABLE,
    "sequence": Grantable.SEQUENCE,
    "function": Grantable.FUNCTION,
    "aggregate": Grantable.FUNCTION,
    "procedure": Grantable.PROCEDURE,
    "enum": Grantable.TYPE,
    "domain": Grantable.TYPE,
    "composite": Grantable.TYPE,
    "range": Grantable.TYPE,
    "base_type": Grantable.TYPE,
    "namespace": Grantable.SCHEMA,
    "language": Grantable.LANGUAGE,
    "foreign_data_wrapper": Grantable.FOREIGN_DATA_WRAPPER,
    "server": Grantable.FOREIGN_SERVER,
}
DEFAULT_CLASSES = {
    Grantable.TABLE: "tables",
    Grantable.SEQUENCE: "sequences",
    Grantable.FUNCTION: "functions",
    Grantable.PROCEDURE: "functions",
    Grantable.TYPE: "types",
    Grantable.SCHEMA: "schemas",
    Grantable.LARGE_OBJECT: "large objects",
}
"""Words of ALTER DEFAULT PRIVILEGES for the classes that it knows."""

_OWNER_ALL = Grant(to=OWNER, privileges=ALL)
_TO_PUBLIC = frozenset({Grantable.FUNCTION, Grantable.PROCEDURE, Grantable.TYPE, Grantable.LANGUAGE})


def grantable(kind: str) -> Grantable | None:
    """The class of a kind of objects, None where nothing can be granted on it."""
    return _KINDS.get(kind)


def server_default(on: Grantable) -> tuple[Grant, ...]:
    """What a new object of the class has when no default privileges are set."""
    if on is Grantable.COLUMN:
        return ()
    if on in _TO_PUBLIC:
        return (_OWNER_ALL, Grant(to=PUBLIC, privileges=ALL))
    return (_OWNER_ALL,)


def initial(each: SchemaObject, version: tuple[int, ...]) -> tuple[Grant, ...]:
    """The privileges for which an object's `privileges` are None: the server's, or initdb's for public."""
    on = grantable(each.kind_of())
    if on is None:
        return ()
    if is_public(each):
        everybody = ("USAGE",) if not version or version >= (15,) else ALL
        return (_OWNER_ALL, Grant(to=PUBLIC, privileges=everybody))
    return server_default(on)


def is_public(each: SchemaObject) -> bool:
    """Whether it is the namespace that initdb makes, with an owner and privileges of its own."""
    return each.kind_of() == "namespace" and each.path == ("public",)


def all_letters(on: Grantable, version: tuple[int, ...]) -> frozenset[str]:
    """Letters of all privileges of a class; MAINTAIN came with 17."""
    letters = frozenset(_ALL_LETTERS[on])
    if on is Grantable.TABLE and (not version or version >= (17,)):
        return letters | {"m"}
    return letters


def normal(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """Grants in a stable order, one per grantee and grantor: the owner's, everybody's, then by name."""
    rank = {OWNER: 0, PUBLIC: 1}
    return tuple(
        sorted(
            grants,
            key=lambda each: (
                each.by is not None,
                rank.get(each.to, 2),
                each.to,
                each.by or "",
            ),
        )
    )
