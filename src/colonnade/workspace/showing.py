"""What a source holds: counts, names, and one object with all that belongs to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from colonnade.dialect import load
from colonnade.errors import InputError
from colonnade.realize import realise
from colonnade.schema import (
    Check,
    Column,
    Deferral,
    Exclusion,
    ForeignKey,
    Index,
    Key,
    MaterializedView,
    QName,
    Ref,
    Schema,
    SchemaObject,
    Table,
    Trigger,
    View,
    parts_of,
)
from colonnade.schema.document import to_document
from colonnade.text import did_you_mean
from colonnade.workspace.normal import NoEngineError, engine_of_model
from colonnade.workspace.source import Source
from colonnade.workspace.wording import name_of, words_of


class NoSuchObjectError(InputError):
    """A source holds nothing of this name."""

    code = "CO189"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedObject:
    """An object of a schema."""

    kind: str
    name: str
    what: str = ""
    """In a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnShown:
    """A column of a table or view."""

    name: str
    type: str
    required: bool
    key: tuple[str, ...] = ()
    """PK, FK and UK, as far as it is a part of one."""
    default: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectShown:
    """One object with all that belongs to it."""

    kind: str
    name: str
    comment: str | None
    owner: str | None
    columns: tuple[ColumnShown, ...] = ()
    parts: tuple[NamedObject, ...] = ()
    """Constraints, indexes, triggers, policies and rules."""
    refers_to: tuple[NamedObject, ...] = ()
    referred_to_by: tuple[NamedObject, ...] = ()
    used_by: tuple[NamedObject, ...] = ()
    """Objects that need it, by their SQL text or type."""
    definition: Mapping[str, object]
    """Its facts, as they stand in a model file's overlay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a source holds."""

    source: str
    form: str
    name: str
    engine: str
    counts: Mapping[str, int]
    objects: tuple[NamedObject, ...]
    shown: tuple[ObjectShown, ...] = ()
    """The objects of the name that was asked for."""


FALLBACK_ENGINE = "postgresql"
"""The engine on which a model that is for none in particular is counted."""


def show(source: Source, name: str | None = None, *, engine: str | None = None) -> Shown:
    """The counts and objects of a source; with a name, all of the objects that have it. Raises NoSuchObjectError."""
    schema = _schema(source, engine)
    return Shown(
        source=source.text,
        form=source.form.value,
        name=source.name,
        engine=schema.engine,
        counts=counts(schema),
        objects=tuple(NamedObject(kind=ref.kind, name=name_of(ref)) for ref in sorted(schema.objects)),
        shown=tuple(_shown(each, schema) for each in _named(schema, name)) if name is not None else (),
    )


def _schema(source: Source, engine: str | None) -> Schema:
    if source.schema is not None:
        return source.schema
    assert source.model is not None
    try:
        target = engine or engine_of_model(source.model)
    except NoEngineError:
        target = FALLBACK_ENGINE
    return realise(source.model, load(target))


_ALWAYS = (
    "tables columns primary_keys unique_constraints foreign_keys check_constraints exclusion_constraints indexes"
    " views materialized_views routines triggers sequences enums domains policies extensions partitions"
).split()


def counts(schema: Schema) -> Mapping[str, int]:
    """How many of each there are.

    `tables` has partitioned tables and partitions in it, `indexes` those that back keys, `foreign_keys` those that
    partitions have from their parents; `indexes_own`, `foreign_keys_own` and `triggers_own` leave all of these out.
    """
    dialect = load(schema.engine)
    found: Counter[str] = Counter(dict.fromkeys(_ALWAYS, 0))
    inherited = _Inherited(schema)
    for each in schema:
        for word in _words(each, inherited):
            found[word] += 1
        found["columns"] += len(each.columns) if isinstance(each, Table) and each.foreign is None else 0
        plural = dialect.kinds[each.kind_of()].plural
        if each.kind_of() not in {"table", "constraint", "index", "trigger", "column"}:
            found[plural] += 1
        found["comments"] += _comments(each)
    found["routines"] = sum(found[word] for word in ("functions", "procedures", "aggregates"))
    return dict(found)


def _comments(each: SchemaObject) -> int:
    return int(each.comment is not None) + sum(column.comment is not None for column in _columns(each))


class _Inherited:
    """What partitions have from their parents."""

    def __init__(self, schema: Schema) -> None:
        self.parents = {each.path: each.partition_of.parent for each in schema.of_kind(Table) if each.partition_of}
        self.triggers = {(each.table, each.name) for each in schema.of_kind(Trigger)}
        self.below: Counter[QName] = Counter()
        """Partitions of every partitioned table, those of its partitions included."""
        for path in self.parents:
            above = self.parents.get(path)
            while above is not None:
                self.below[above] += 1
                above = self.parents.get(above)

    def foreign_keys(self, each: ForeignKey) -> int:
        """The catalogue's rows beside the first: one for each partition on either side."""
        return self.below[each.table] + self.below[each.target]

    def has_trigger(self, each: Trigger) -> bool:
        parent = self.parents.get(each.table)
        return parent is not None and (parent, each.name) in self.triggers


def _words(each: SchemaObject, inherited: _Inherited) -> Iterator[str]:
    match each:
        case Table():
            yield from _table_words(each)
        case Key():
            yield "primary_keys" if each.primary else "unique_constraints"
            yield "indexes"
        case ForeignKey():
            yield "foreign_keys_own"
            yield from ["foreign_keys"] * (1 + inherited.foreign_keys(each))
        case Check():
            yield "check_constraints"
        case Exclusion():
            yield from ("exclusion_constraints", "indexes")
        case Index():
            yield from _index_words(each)
        case Trigger():
            yield "triggers"
            if not inherited.has_trigger(each):
                yield "triggers_own"
        case _:
            pass
    if isinstance(each, Key | ForeignKey | Exclusion) and each.deferral is not Deferral.NEVER:
        yield "deferrable_constraints"


def _table_words(table: Table) -> Iterator[str]:
    yield "foreign_tables" if table.foreign is not None else "tables"
    if table.partition_by is not None:
        yield "partitioned_tables"
    if table.partition_of is not None:
        yield "partitions"
    for column in table.columns.values():
        if column.default is not None:
            yield "columns_with_default"
        if column.identity is not None:
            yield from ("identity_columns", "sequences")
        if column.generated is not None:
            yield "generated_columns"
        if column.type.endswith("[]"):
            yield "array_columns"


def _index_words(index: Index) -> Iterator[str]:
    yield "indexes"
    if index.attached_to is None:
        yield "indexes_own"
    if index.method not in {"btree", ""}:
        yield "non_btree_indexes"
    if index.predicate is not None:
        yield "partial_indexes"
    if any(key.expression is not None for key in index.keys):
        yield "expression_indexes"


def _named(schema: Schema, name: str) -> list[SchemaObject]:
    """Objects by their whole name or its end; tables and views hide the parts that have the same name."""
    found = [each for each in schema if name_of(each.ref) == name or name_of(each.ref).endswith(f".{name}")]
    found += [each for each in schema if each not in found and each.name == name]
    if not found:
        names = {name_of(ref) for ref in schema.objects} | {each.name for each in schema}
        raise NoSuchObjectError(
            f"there is no {name} in it", hint=did_you_mean(name, sorted(names)), fields={"name": name}
        )
    relations: list[SchemaObject] = [each for each in found if isinstance(each, Table | View | MaterializedView)]
    return relations or found


def _shown(each: SchemaObject, schema: Schema) -> ObjectShown:
    parts = parts_of(schema).get(each.ref, ())
    return ObjectShown(
        kind=each.kind_of(),
        name=name_of(each.ref),
        comment=each.comment,
        owner=each.owner,
        columns=tuple(_column(column, parts) for column in _columns(each)),
        parts=tuple(_named_object(part) for part in parts),
        refers_to=tuple(
            _named_object(part, name=name_of(Ref("table", part.target)))
            for part in parts
            if isinstance(part, ForeignKey)
        ),
        referred_to_by=tuple(
            _named_object(other, name=name_of(Ref("table", other.table)))
            for other in schema.of_kind(ForeignKey)
            if other.target == each.path and isinstance(each, Table)
        ),
        used_by=tuple(_named_object(other) for other in schema if _uses(other, each)),
        definition=to_document(each),
    )


def _uses(other: SchemaObject, each: SchemaObject) -> bool:
    own = other.ref == each.ref or other.parent() == each.ref
    return not own and any(ref == each.ref or _is_column_of(ref, each) for ref in other.depends)


def _is_column_of(ref: Ref, each: SchemaObject) -> bool:
    return ref.kind == "column" and ref.parent_path == each.path


def _named_object(each: SchemaObject, *, name: str = "") -> NamedObject:
    return NamedObject(kind=each.kind_of(), name=name or name_of(each.ref), what=words_of(each))


def _columns(each: SchemaObject) -> tuple[Column, ...]:
    match each:
        case Table():
            return tuple(each.columns.values())
        case View() | MaterializedView():
            stated = {column.name: column for column in each.columns}
            seen = (replace(stated.get(found.name, found), type=found.type) for found in each.shape)
            return tuple(seen) or each.columns
        case _:
            return ()


def _column(column: Column, parts: tuple[SchemaObject, ...]) -> ColumnShown:
    words = {
        "PK": any(isinstance(part, Key) and part.primary and column.name in part.columns for part in parts),
        "FK": any(isinstance(part, ForeignKey) and column.name in part.columns for part in parts),
        "UK": any(isinstance(part, Key) and not part.primary and column.name in part.columns for part in parts),
    }
    generated = f"generated: {column.generated.expression}" if column.generated is not None else None
    identity = f"identity, {column.identity.mode.value.replace('_', ' ')}" if column.identity is not None else None
    return ColumnShown(
        name=column.name,
        type=column.type,
        required=not column.nullable,
        key=tuple(word for word, applies in words.items() if applies),
        default=column.default or generated or identity,
        comment=column.comment,
    )
