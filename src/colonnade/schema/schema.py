"""The physical design of one database: every object that the engine itself knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from colonnade.errors import InputError
from colonnade.schema.objects import Objects
from colonnade.schema.ref import Ref
from colonnade.schema.table import Table
from colonnade.schema.value import SchemaObject

Kind = TypeVar("Kind", bound=SchemaObject)


class UnknownObjectError(InputError):
    """A name was used that the schema does not contain."""

    code = "CO101"


_BELOW_RELATION = frozenset({"column", "constraint", "trigger", "policy", "rule"})
"""Kinds whose path begins with that of a relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Objects by identity, in a stable order.

    `ids` maps the identity of a renamed object to its first one, so that a rename is known and not guessed;
    it takes no part in equality.
    """

    engine: str
    version: tuple[int, ...] = field(default=(), compare=False)
    """Version of the server the schema was read from, such as (15, 18); empty when it was not read from one."""
    objects: Mapping[Ref, SchemaObject] = field(default_factory=dict)
    ids: Mapping[Ref, Ref] = field(default_factory=dict, compare=False, repr=False)

    def __contains__(self, ref: Ref) -> bool:
        return ref in self.objects

    def __iter__(self) -> Iterator[SchemaObject]:
        return iter(self.objects.values())

    def get(self, ref: Ref) -> SchemaObject | None:
        """The object with this identity, or None."""
        return self.objects.get(ref)

    def first_name(self, ref: Ref) -> Ref:
        """The identity that an object, column or part had first, before it or its table was renamed."""
        known = self.ids.get(ref)
        if known is not None or not self.ids:
            return known or ref
        for kind in ("table", "view", "materialized_view"):
            above = self.ids.get(Ref(kind, ref.parent_path))
            if above is not None and ref.kind in _BELOW_RELATION:
                return Ref(ref.kind, (*above.path, ref.name))
        return ref

    def of_kind(self, cls: type[Kind]) -> Iterator[Kind]:
        """All objects of a class, in order."""
        objects = self.objects
        for each in objects.of_class(cls) if isinstance(objects, Objects) else objects.values():
            if isinstance(each, cls):
                yield each

    def parts(self, whole: Ref) -> Collection[SchemaObject]:
        """The parts of an object, in order."""
        objects = self.objects
        return objects.parts(whole) if isinstance(objects, Objects) else parts_of(self).get(whole, ())

    def indexed(self) -> Schema:
        """The same schema, in which the objects of a class and the parts of an object are found without a search."""
        return self if isinstance(self.objects, Objects) else replace(self, objects=Objects(self.objects))

    def table(self, path: tuple[str, ...]) -> Table:
        """The table of this name. Raises UnknownObjectError."""
        found = self.objects.get(Ref("table", path))
        if not isinstance(found, Table):
            raise UnknownObjectError(f"table {'.'.join(path)} does not exist", fields={"table": path})
        return found

    def with_objects(self, objects: Iterable[SchemaObject]) -> Schema:
        """The schema with these objects put in, each in place of one of the same identity."""
        return replace(self, objects={**self.objects, **{each.ref: each for each in objects}})

    def without(self, refs: Iterable[Ref]) -> Schema:
        """The schema without these objects."""
        gone = set(refs)
        return replace(
            self,
            objects={ref: each for ref, each in self.objects.items() if ref not in gone},
        )


def parts_of(schema: Schema) -> Mapping[Ref, tuple[SchemaObject, ...]]:
    """The parts of every object that has some: constraints, indexes, triggers, policies, rules of a table."""
    found: defaultdict[Ref, list[SchemaObject]] = defaultdict(list)
    for each in schema:
        above = each.parent()
        if above is not None:
            found[above].append(each)
    return {ref: tuple(parts) for ref, parts in found.items()}
