"""Entities to tables: columns, keys, checks and indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.errors import InputError
from colonnade.idioms import Idioms
from colonnade.model import (
    Attribute,
    Base,
    Entity,
    Identity,
    Index,
    Model,
    Nulls,
)
from colonnade.model import Key as LogicalKey
from colonnade.realize.naming import Names, free_name
from colonnade.realize.outcome import Notes
from colonnade.schema import (
    Check,
    Column,
    Generated,
    GeneratedAs,
    IdentityMode,
    IndexKey,
    Key,
    PartitionBy,
    QName,
    Ref,
    SchemaObject,
    Sequence,
    SequenceOptions,
    Sql,
    Table,
)
from colonnade.schema import Identity as ColumnIdentity
from colonnade.schema import Index as SchemaIndex


class SameNameError(InputError):
    """Two things of a model have one name in the database, so that one would take the other's place."""

    code = "CO131"


class TableMaker:
    """Makes the table of an entity and what belongs to it."""

    def __init__(
        self, model: Model, names: Names, dialect: Dialect, idioms: Idioms, domains: Mapping[str, str], notes: Notes
    ) -> None:
        self.model = model
        self.names = names
        self.dialect = dialect
        self.idioms = idioms
        self.domains = domains
        self.notes = notes
        self.taken: set[str] = set()
        """Names of indexes, keys and sequences already given, as dotted texts with their namespace."""

    def make(self, entity: Entity) -> Iterator[SchemaObject]:
        """The table, its constraints, indexes and sequences; references come from the relationships."""
        path = self.names.path(entity)
        attributes = entity.attributes
        columns: dict[str, Column] = {}
        for attribute in attributes.values():
            column, sequence = self.column(entity, attribute, path)
            self._single(attribute, column, columns, entity)
            columns[column.name] = column
            self.notes.tell(Ref("column", (*path, column.name)), attribute.message)
            if sequence is not None:
                yield sequence
        physical = {name: self.names.column(each) for name, each in attributes.items()}
        yield Table(
            path=path,
            columns=columns,
            options=self._storage(entity),
            partition_by=self._partition_by(entity, physical),
            comment=entity.about or None,
        )
        yield from self._keys(entity, path, physical)
        yield from self._checks(entity, path)
        for index in entity.indexes.values():
            yield self.index(index, path, physical)

    def _single(self, attribute: Attribute, made: Column, columns: Mapping[str, Column], entity: Entity) -> None:
        """Raises SameNameError for an attribute whose column the table has already, as the engine tells names apart."""
        fold = self.dialect.traits.fold
        if fold(made.name) in map(fold, columns):
            raise SameNameError(
                f"two attributes of {entity.key} are column {made.name} on {self.dialect.traits.title}:"
                f" {attribute.name} is the second",
                hint="give one of them another name, or say `physical` of it",
                fields={"entity": entity.key, "attribute": attribute.name},
            )

    def _storage(self, entity: Entity) -> Mapping[str, str]:
        rows = entity.volume.rows if entity.volume is not None else None
        if self.idioms.storage is None or rows is None or entity.partition is not None:
            return {}
        return self.idioms.storage(rows)

    def _partition_by(self, entity: Entity, physical: Mapping[str, str]) -> PartitionBy | None:
        if self.idioms.partitions is None or entity.partition is None:
            return None
        return self.idioms.partitions.write_key(entity.partition, physical)

    def column(self, entity: Entity, attribute: Attribute, path: QName) -> tuple[Column, Sequence | None]:
        """The column of an attribute, and its sequence when it is numbered the old way."""
        name = self.names.column(attribute)
        type_ = self.idioms.write_type(attribute.type, self.domains)
        required = entity.requires(attribute.name)
        column = Column(
            name=name,
            type=type_,
            nullable=not required,
            default=self.idioms.write_default(attribute.default, type_) if attribute.default else None,
            generated=_generated(attribute),
            identity=_identity(attribute),
            collation=_collation(attribute.collation),
            comment=attribute.about or None,
        )
        if attribute.identity is not Identity.SERIAL:
            return column, None
        sequence = (*path[:-1], self.names.pattern("{table}_{columns}_seq", path[-1], (name,)))
        default = Sql(f"nextval('{self.idioms.qualified(sequence)}'::regclass)")
        options = SequenceOptions(type=None if type_ == "bigint" else type_)
        made = Sequence(path=sequence, options=options, owned_by=(*path, name))
        column = replace(column, default=default, depends=(made.ref,))
        return column, made

    def _keys(self, entity: Entity, path: QName, physical: Mapping[str, str]) -> Iterator[Key]:
        for key in entity.keys:
            made = self.key(key, path, physical)
            alone = entity.attributes.get(key.attributes[0]) if len(key.attributes) == 1 else None
            self.notes.tell(made.ref, key.message or (alone.message if alone is not None else ""))
            yield made

    def key(self, key: LogicalKey, path: QName, physical: Mapping[str, str]) -> Key:
        """The constraint of a key."""
        columns = tuple(physical.get(name, name) for name in key.attributes)
        pattern = self.names.naming.primary_key if key.primary else self.names.naming.unique
        name = key.name or self._free(path, self.names.pattern(pattern, path[-1], columns))
        return Key(
            path=(*path, name),
            primary=key.primary,
            columns=columns,
            include=tuple(physical.get(each, each) for each in key.include),
            nulls_distinct=key.nulls_distinct,
            deferral=key.deferral,
            comment=key.about or None,
        )

    def _checks(self, entity: Entity, path: QName) -> Iterator[Check]:
        taken = {each.name for each in entity.checks.values() if each.name}
        for attribute in entity.attributes.values():
            column = self.names.column(attribute)
            wanted = self.names.pattern(self.names.naming.check, path[-1], (column,))
            if attribute.check:
                made = self._check(path, free_name(wanted, taken), attribute.check, column)
                self.notes.tell(made.ref, attribute.message)
                yield made
            if attribute.type.base is Base.ENUM:
                listed = one_of(column, attribute.type.values, self.dialect, self.idioms)
                made = self._check(path, free_name(wanted, taken), listed, column)
                self.notes.tell(made.ref, attribute.message)
                yield made
        for check in entity.checks.values():
            name = check.name or free_name(f"{path[-1]}_check", taken)
            made = self._check(path, name, check.expression, None)
            self.notes.tell(made.ref, check.message)
            yield replace(made, comment=check.about or None)

    def _check(self, path: QName, name: str, expression: str, column: str | None) -> Check:
        depends = () if column is None else (Ref("column", (*path, column)),)
        return Check(path=(*path, name), expression=self.idioms.write_condition(expression), depends=depends)

    def index(self, index: Index, path: QName, physical: Mapping[str, str], on_kind: str = "table") -> SchemaIndex:
        """An index of a table or stored view."""
        keys = tuple(
            IndexKey(
                column=physical.get(part.attribute, part.attribute) or None,
                expression=Sql(part.expression) if part.expression else None,
                collation=_collation(part.collation),
                opclass=part.operators or None,
                descending=part.descending,
                nulls_first=None if part.nulls is None else part.nulls is Nulls.FIRST,
            )
            for part in index.parts
        )
        words = tuple(key.column or "expr" for key in keys)
        name = index.name or self._free(path, self.names.pattern(self.names.naming.index, path[-1], words))
        made = SchemaIndex(
            path=(*path[:-1], name),
            on=path,
            on_kind=on_kind,
            keys=keys,
            method=index.method.value,
            unique=index.unique,
            nulls_distinct=index.nulls_distinct,
            include=tuple(physical.get(each, each) for each in index.include),
            predicate=self.idioms.write_condition(index.where) if index.where else None,
            comment=index.about or None,
        )
        return self.idioms.index(made) if self.idioms.index is not None else made

    def _free(self, path: QName, wanted: str) -> str:
        prefix = ".".join((*path[:-1], ""))
        return free_name(prefix + wanted, self.taken).removeprefix(prefix)


def one_of(column: str, words: tuple[str, ...], dialect: Dialect, idioms: Idioms) -> str:
    """The condition that a column holds one word of a list."""
    listed = ", ".join(f"{dialect.literal(word)}::text" for word in words)
    return f"{idioms.qualified((column,))} = ANY (ARRAY[{listed}])"


def _generated(attribute: Attribute) -> Generated | None:
    if not attribute.generated:
        return None
    stored = GeneratedAs.VIRTUAL if attribute.virtual else GeneratedAs.STORED
    return Generated(expression=Sql(attribute.generated), stored=stored)


def _identity(attribute: Attribute) -> ColumnIdentity | None:
    match attribute.identity:
        case Identity.ALWAYS:
            return ColumnIdentity(mode=IdentityMode.ALWAYS)
        case Identity.BY_DEFAULT:
            return ColumnIdentity(mode=IdentityMode.BY_DEFAULT)
        case _:
            return None


def _collation(text: str) -> QName | None:
    return tuple(text.split(".")) if text else None
