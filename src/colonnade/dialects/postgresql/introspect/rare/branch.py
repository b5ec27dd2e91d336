"""One kind of objects in the statement that reads all rare kinds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.scope import comment
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.schema import QName

Version = tuple[int, ...]


class Found:
    """A row of the statement: who the object is, and the facts of its kind."""

    def __init__(self, row: tuple[object, ...]) -> None:
        kind, oid, path, owner, acl, said, payload = row
        self.kind = str(kind)
        self.oid = cast(int, oid)
        self.path: QName = tuple(cast("list[str]", path))
        self.owner = cast("str | None", owner)
        self.acl = cast("list[str] | None", acl)
        self.comment = cast("str | None", said)
        loaded = json.loads(payload) if isinstance(payload, str) else payload
        self.facts = cast("Mapping[str, object]", loaded or {})

    def text(self, name: str) -> str:
        """A fact as text; empty when it is missing."""
        value = self.facts.get(name)
        return "" if value is None else str(value)

    def optional(self, name: str) -> str | None:
        """A fact as text, None when it is missing."""
        value = self.facts.get(name)
        return None if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A fact that is true or false."""
        return bool(self.facts.get(name))

    def texts(self, name: str) -> list[str]:
        """A fact that is a list of texts."""
        return [str(each) for each in cast("list[object] | None", self.facts.get(name)) or ()]

    def last_numbers(self, name: str) -> list[int]:
        """The last element of each list in a fact that is a list of lists: an object number."""
        return [int(str(each[-1])) for each in cast("list[list[object]] | None", self.facts.get(name)) or ()]

    def mapping(self, name: str) -> dict[str, str]:
        """A fact that is a mapping of texts."""
        found = cast("Mapping[str, object] | None", self.facts.get(name)) or {}
        return {key: str(value) for key, value in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The definition of an object, and what of it can be altered apart."""

    definition: str
    attributes: Mapping[str, str]


Make = Callable[[Found], Made]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """How one kind is read."""

    kind: str
    catalog: Catalog
    select: Callable[[Version], str | None]
    """A SELECT of kind, oid, path, owner, acl, comment, facts; None where the version doesn't have the kind."""
    make: Make
    on: Grantable | None = None
    parts: Mapping[str, Catalog] | None = None
    """Facts that list numbers of catalogue rows which stand for the object in dependencies."""


def select(
    kind: str,
    catalog: Catalog,
    path: str,
    *,
    facts: Mapping[str, str],
    source: str,
    owner: str | None = None,
    acl: str | None = None,
    said: str = "x.oid",
) -> str:
    """A branch's SELECT over a row of its catalogue named `x`."""
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in facts.items())
    return (
        f"SELECT '{kind}' AS kind, x.oid, ARRAY[{path}]::text[] AS path,"
        f" {f'pg_get_userbyid({owner})::text' if owner else 'NULL'} AS owner,"
        f" {acl or 'NULL'}::text[] AS acl, {comment(catalog, said)} AS said,"
        f" jsonb_build_object({pairs}) AS facts\n{source}"
    )


def clauses(pairs: Mapping[str, str | None]) -> str:
    """The parenthesised list of a CREATE statement; None leaves a clause out, an empty text makes a bare word."""
    parts = (f"{name} = {value}" if value else name for name, value in pairs.items() if value is not None)
    return "(\n    " + ",\n    ".join(parts) + "\n)"


def options_sql(options: Mapping[str, str]) -> str:
    """OPTIONS (…) of foreign objects, with a blank before it; empty when there are none."""
    if not options:
        return ""
    return " OPTIONS (" + ", ".join(f"{quote(key)} {literal(value)}" for key, value in sorted(options.items())) + ")"


def prefixed(prefix: str, options: Mapping[str, str]) -> dict[str, str]:
    """Options as attributes, in alphabetical order."""
    return {f"{prefix}{key}": value for key, value in sorted(options.items())}
