"""The relations of a schema as the server sees them: what stands on what, and what hangs on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from colonnade.dialects.postgresql.locks.tree import columns_in, everything, expression, kind, statement, word
from colonnade.schema import (
    Check,
    Column,
    DomainType,
    Exclusion,
    ForeignKey,
    Index,
    Key,
    QName,
    Ref,
    Schema,
    SchemaObject,
    Sequence,
    Table,
    parts_of,
)
from colonnade.schema.objects import Objects

_RELATIONS = ("table", "view", "materialized_view", "sequence", "index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Settings of the session that runs a statement, as far as its effects follow from them."""

    search_path: tuple[str, ...] = ("public",)
    time_zone_is_utc: bool = False
    """Values of `timestamp` and `timestamptz` are then the same."""
    checks_bodies: bool = True
    """check_function_bodies: the text of an SQL function is analysed when it is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTable:
    """An index of a table, that of a constraint too."""

    ref: Ref
    columns: frozenset[str]
    """All columns that it mentions."""
    plain: bool = True
    """Neither an expression nor a condition is part of it."""
    attached_to: QName | None = None
    unique: bool = False
    keys: tuple[str, ...] = ()
    """Columns of the key in order; empty for one with expressions."""
    method: str = "btree"
    constraint: Ref | None = None


class Known:
    """A schema asked for relations."""

    def __init__(self, schema: Schema, session: Session, version: tuple[int, ...]) -> None:
        self.schema = schema
        self.session = session
        self.major = version[0] if version else 99

    def find(self, path: QName, *kinds: str) -> Ref | None:
        """The object of one of these kinds that a name stands for; of any relation where no kind is given."""
        wanted = kinds or _RELATIONS
        paths = [path] if len(path) > 1 else [(space, *path) for space in self.session.search_path]
        for each in paths:
            for sort in wanted:
                if Ref(sort, each) in self.schema or (sort == "index" and each in self._of_constraints):
                    return Ref(sort, each)
        if "sequence" in wanted:
            return next((Ref("sequence", each) for each in paths if each in self._of_identities), None)
        return None

    @cached_property
    def _of_identities(self) -> frozenset[QName]:
        """Sequences of identity columns, which are no objects of the schema."""
        tables = self.schema.of_kind(Table)
        return frozenset(path for table in tables for _, path in _identity_sequences(table))

    def table(self, ref: Ref) -> Table | None:
        """The table itself, where it is one."""
        found = self.schema.get(ref)
        return found if isinstance(found, Table) else None

    def is_partitioned(self, ref: Ref) -> bool:
        """Whether a relation has no rows of its own but partitions."""
        found = self.table(ref)
        return found is not None and found.partition_by is not None

    def stores(self, ref: Ref) -> bool:
        """Whether a relation has rows in a file here."""
        found = self.table(ref)
        if found is None:
            return ref.kind in ("materialized_view", "sequence")
        return found.partition_by is None and found.foreign is None

    @cached_property
    def _children(self) -> dict[QName, list[Ref]]:
        found: defaultdict[QName, list[Ref]] = defaultdict(list)
        for each in self.schema.of_kind(Table):
            for parent in each.inherits if each.partition_of is None else (each.partition_of.parent,):
                found[parent].append(each.ref)
        return found

    def children(self, ref: Ref) -> list[Ref]:
        """Direct heirs and partitions."""
        return self._children.get(ref.path, [])

    def family(self, ref: Ref) -> tuple[Ref, ...]:
        """A relation and all heirs and partitions below it."""
        found = {ref: None}
        waiting = [ref]
        while waiting:
            for each in self.children(waiting.pop()):
                if each not in found:
                    found[each] = None
                    waiting.append(each)
        return tuple(found)

    def default_partition(self, parent: Ref) -> Ref | None:
        """The partition that takes what no other one takes."""
        for ref in self.children(parent):
            table = self.table(ref)
            if table is not None and table.partition_of is not None and table.partition_of.bound == "DEFAULT":
                return ref
        return None

    @cached_property
    def _parts(self) -> Mapping[Ref, tuple[SchemaObject, ...]]:
        return parts_of(self.schema)

    def parts(self, ref: Ref) -> Collection[SchemaObject]:
        """Constraints, indexes, triggers, policies and rules of a relation."""
        return self.schema.parts(ref) if isinstance(self.schema.objects, Objects) else self._parts.get(ref, ())

    def checks(self, ref: Ref) -> Iterator[Check]:
        """Its checks."""
        return (each for each in self.parts(ref) if isinstance(each, Check))

    def indexes(self, ref: Ref) -> tuple[OnTable, ...]:
        """Its indexes, those of keys and exclusions too."""
        return tuple(found for each in self.parts(ref) if (found := _index(each)) is not None)

    @cached_property
    def _of_constraints(self) -> dict[QName, Ref]:
        parts = self.schema
        return {(*each.path[:-2], each.path[-1]): each.ref for each in parts if isinstance(each, Key | Exclusion)}

    def index_owner(self, index: Ref) -> Ref | None:
        """The relation that an index stands on."""
        found = self.schema.get(index)
        if isinstance(found, Index):
            return Ref(found.on_kind, found.on)
        constraint = self._of_constraints.get(index.path)
        return Ref("table", constraint.path[:-1]) if constraint is not None else None

    def partitions_of_index(self, index: Ref) -> tuple[tuple[Ref, Ref], ...]:
        """Indexes attached to an index at any depth, each with its table."""
        owner = self.index_owner(index)
        found: list[tuple[Ref, Ref]] = []
        for child in self.children(owner) if owner is not None else ():
            for each in self.indexes(child):
                if each.attached_to == index.path:
                    found += [(each.ref, child), *self.partitions_of_index(each.ref)]
        return tuple(found)

    def touch(self, old: SchemaObject | None, new: SchemaObject | None) -> None:
        """Keep what was found in step with one object of the schema that came, went or changed."""
        memory = self.__dict__
        memory.pop("_parts", None)
        if isinstance(old, ForeignKey) or isinstance(new, ForeignKey):
            memory.pop("foreign_keys", None)
        for each, here in ((old, False), (new, True)):
            match each:
                case Key() | Exclusion() if "_of_constraints" in memory:
                    path = (*each.path[:-2], each.path[-1])
                    if here:
                        self._of_constraints[path] = each.ref
                    else:
                        self._of_constraints.pop(path, None)
                case Table():
                    if each.inherits or each.partition_of is not None:
                        memory.pop("_children", None)
                    paths = frozenset(path for _, path in _identity_sequences(each))
                    if paths and "_of_identities" in memory:
                        known = self._of_identities
                        memory["_of_identities"] = known | paths if here else known - paths
                case _:
                    pass

    @cached_property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """All references."""
        return tuple(self.schema.of_kind(ForeignKey))

    def referring(self, ref: Ref) -> Iterator[ForeignKey]:
        """References of a table to others."""
        return (each for each in self.parts(ref) if isinstance(each, ForeignKey))

    def referred(self, ref: Ref) -> Iterator[ForeignKey]:
        """References of others, and of itself, to a table."""
        return (each for each in self.foreign_keys if each.target == ref.path)

    def sequences(self, ref: Ref, column: str | None = None) -> Iterator[Ref]:
        """Sequences that go with a table or one of its columns, those of identities too."""
        for each in self.schema.of_kind(Sequence):
            if each.owned_by is not None and each.owned_by[:-1] == ref.path and column in (None, each.owned_by[-1]):
                yield each.ref
        table = self.table(ref)
        for name, path in _identity_sequences(table) if table is not None else ():
            if column in (None, name):
                yield Ref("sequence", path)

    def users(self, refs: frozenset[Ref]) -> Iterator[SchemaObject]:
        """Objects that directly depend on one of these, without tables whose columns do."""
        return (each for each in self.schema if not refs.isdisjoint(each.depends))

    def columns_with(self, refs: frozenset[Ref]) -> Iterator[tuple[Ref, Column]]:
        """Columns whose type or default is one of these, or needs one."""
        for each in self.schema.of_kind(Table):
            for column in each.columns.values():
                if not refs.isdisjoint(column.depends):
                    yield each.ref, column

    def domain(self, type_: str) -> DomainType | None:
        """The domain that a type is."""
        path = tuple(part.strip('"') for part in type_.split("."))
        ref = self.find(path, "domain")
        found = self.schema.get(ref) if ref is not None else None
        return found if isinstance(found, DomainType) else None

    def base(self, type_: str) -> str:
        """A type without the domains around it."""
        found = self.domain(type_)
        return self.base(found.base) if found is not None else type_

    def has_conditions(self, type_: str) -> bool:
        """Whether a type is a domain that refuses some values."""
        found = self.domain(type_)
        return found is not None and (bool(found.checks) or not found.nullable or self.has_conditions(found.base))


def _identity_sequences(table: Table) -> Iterator[tuple[str, QName]]:
    """Identity columns with their sequences."""
    for name, column in table.columns.items():
        if column.identity is not None:
            yield name, column.identity.sequence or (*table.path[:-1], f"{table.path[-1]}_{name}_seq")


def _index(each: SchemaObject) -> OnTable | None:
    match each:
        case Index():
            names = {key.column for key in each.keys if key.column is not None} | set(each.include)
            texts = [key.expression for key in each.keys if key.expression is not None]
            texts += [each.predicate] if each.predicate is not None else []
            keys = tuple(key.column for key in each.keys if key.column is not None)
            return OnTable(
                ref=each.ref,
                columns=frozenset(names) | _mentioned(texts),
                plain=not texts,
                attached_to=each.attached_to,
                unique=each.unique,
                keys=keys if len(keys) == len(each.keys) and each.predicate is None else (),
                method=each.method,
            )
        case Key():
            return OnTable(
                ref=Ref("index", (*each.path[:-2], each.path[-1])),
                columns=frozenset((*each.columns, *each.include)),
                attached_to=each.attached_to,
                unique=True,
                keys=each.columns,
                constraint=each.ref,
            )
        case Exclusion():
            table = ".".join(f'"{part}"' for part in each.table)
            return OnTable(
                ref=Ref("index", (*each.path[:-2], each.path[-1])),
                columns=frozenset(_elements(f"ALTER TABLE {table} ADD {each.definition}")),
                plain="WHERE" not in each.definition,
                attached_to=each.attached_to,
                constraint=each.ref,
            )
        case _:
            return None


def _mentioned(texts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(columns_in(expression(text)) for text in texts))


def _elements(text: str) -> Iterator[str]:
    found = statement(text)
    for node in everything(found) if found is not None else ():
        if kind(node) == "IndexElem" and word(node, "name"):
            yield word(node, "name")
        elif kind(node) == "ColumnRef":
            yield from columns_in(node)
