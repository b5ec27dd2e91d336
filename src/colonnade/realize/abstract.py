"""The schema of an engine as a model: a logical design, and beside it all that it does not express."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.idioms import Idioms
from colonnade.model import (
    Attribute,
    Base,
    Case,
    Domain,
    Entity,
    Identity,
    Index,
    IndexMethod,
    IndexPart,
    Model,
    Named,
    Naming,
    Nulls,
    Overlay,
    Reference,
    Relationship,
    Type,
    canonical_entity,
    inline_relationship,
    qualified,
)
from colonnade.model import Check as LogicalCheck
from colonnade.model import (
    Key as LogicalKey,
)
from colonnade.model import View as LogicalView
from colonnade.model.diagram import Multiplicity
from colonnade.realize.naming import Names
from colonnade.realize.overlay import overlay
from colonnade.realize.realise import realise_logical
from colonnade.schema import (
    Action,
    Check,
    Column,
    DomainType,
    EnumType,
    ForeignKey,
    IdentityMode,
    Key,
    MaterializedView,
    QName,
    Schema,
    SchemaObject,
    Sequence,
    Table,
    View,
    parts_of,
)
from colonnade.schema import (
    Index as SchemaIndex,
)

_METHODS = frozenset(each.value for each in IndexMethod)


def abstract(schema: Schema, dialect: Dialect, *, name: str) -> Model:
    """The model of a schema; `realise` of it gives the schema again, whatever the schema holds.

    Tables become entities, keys and references become words of their attributes, views become views; everything
    else, and every fact of those that the logical design does not express, stands in the engine's overlay.
    """
    if dialect.idioms is None:
        raise NotExpressibleError(f"{dialect.name} can't be made into a model yet", hint="export it as SQL")
    model = _Abstraction(schema, dialect, dialect.idioms, name).model()
    beyond = overlay(realise_logical(model, dialect), schema, dialect)
    if beyond:
        model = replace(model, overlays=Named([Overlay(engine=dialect.name, document=beyond)]))
    return model


class _Abstraction:
    """One pass over a schema."""

    def __init__(self, schema: Schema, dialect: Dialect, idioms: Idioms, name: str) -> None:
        self.schema = schema
        self.dialect = dialect
        self.idioms = idioms
        self.parts = parts_of(schema)
        naming = Naming(case=_case(schema, dialect))
        self.bare = Model(name=name, dialect=dialect.name, naming=naming)
        self.names = Names(self.bare, dialect)
        self.tables = {each.path: each for each in schema.of_kind(Table) if _is_entity(each)}
        self.domains = {
            idioms.qualified(each.path): self.key(each.path)
            for each in schema
            if isinstance(each, EnumType | DomainType)
        }
        self.sequences = {each.owned_by: each for each in schema.of_kind(Sequence) if each.owned_by is not None}

    def model(self) -> Model:
        """The logical design."""
        model = replace(
            self.bare,
            domains=Named(self._domains()),
            entities=Named(self._entity(each) for each in self.tables.values()),
            views=Named(self._views()),
        )
        return _with_relationships(model, self._relationships())

    def place(self, path: QName) -> tuple[str, str]:
        """Namespace (empty for the default one) and name of a path."""
        if len(path) == 1:
            return "", path[0]
        return ("" if path[0] == self.dialect.traits.default_namespace else path[0]), path[1]

    def key(self, path: QName) -> str:
        """The key of the thing at a path."""
        return qualified(*self.place(path))

    def _domains(self) -> Iterator[Domain]:
        for each in self.schema:
            if isinstance(each, EnumType):
                namespace, name = self.place(each.path)
                type_ = Type(base=Base.ENUM, values=each.values)
                yield Domain(name=name, namespace=namespace, type=type_, about=each.comment or "")
            elif isinstance(each, DomainType):
                yield self._domain(each)

    def _domain(self, each: DomainType) -> Domain:
        namespace, name = self.place(each.path)
        checks = list(each.checks)
        first = ""
        if checks and checks[0].name == f"{name}_check" and not checks[0].comment:
            first = self.idioms.read_condition(checks.pop(0).expression)
        return Domain(
            name=name,
            namespace=namespace,
            type=self.idioms.read_type(each.base, self.domains),
            required=not each.nullable,
            default=self.idioms.read_default(each.default, each.base) if each.default else None,
            check=first,
            checks=Named(
                LogicalCheck(
                    name=check.name,
                    expression=self.idioms.read_condition(check.expression),
                    about=check.comment or "",
                )
                for check in checks
            ),
            collation=".".join(each.collation or ()),
            about=each.comment or "",
        )

    def _entity(self, table: Table) -> Entity:
        namespace, name = self.place(table.path)
        parts = self.parts.get(table.ref, ())
        checks, of_attributes = self._checks(table, parts)
        return Entity(
            name=name,
            namespace=namespace,
            about=table.comment or "",
            attributes=Named(
                self._attribute(table, column, of_attributes.get(column.name, "")) for column in table.columns.values()
            ),
            declared_keys=Named(self._key(table, each) for each in parts if isinstance(each, Key)),
            checks=Named(checks),
            indexes=Named(
                self._index(each) for each in parts if isinstance(each, SchemaIndex) and each.method in _METHODS
            ),
        )

    def _attribute(self, table: Table, column: Column, check: str) -> Attribute:
        serial = self._is_serial(table, column)
        return Attribute(
            name=column.name,
            type=self.idioms.read_type(column.type, self.domains),
            required=not column.nullable,
            identity=Identity.SERIAL if serial else _identity(column),
            default=self.idioms.read_default(column.default, column.type) if column.default and not serial else None,
            generated=str(column.generated.expression) if column.generated else "",
            virtual=column.generated is not None and column.generated.stored == "virtual",
            collation=".".join(column.collation or ()),
            check=check,
            about=column.comment or "",
        )

    def _is_serial(self, table: Table, column: Column) -> bool:
        sequence = self.sequences.get((*table.path, column.name))
        if sequence is None or column.default is None:
            return False
        usual = (*table.path[:-1], self.names.pattern("{table}_{columns}_seq", table.name, (column.name,)))
        wanted = f"nextval('{self.idioms.qualified(sequence.path)}'::regclass)"
        return sequence.path == usual and column.default == wanted

    def _key(self, table: Table, key: Key) -> LogicalKey:
        pattern = self.names.naming.primary_key if key.primary else self.names.naming.unique
        usual = self.names.pattern(pattern, table.name, key.columns)
        return LogicalKey(
            attributes=key.columns,
            primary=key.primary,
            name="" if key.name == usual or not key.named else key.name,
            include=key.include,
            nulls_distinct=key.nulls_distinct,
            deferral=key.deferral,
            about=key.comment or "",
        )

    def _checks(self, table: Table, parts: tuple[SchemaObject, ...]) -> tuple[list[LogicalCheck], Mapping[str, str]]:
        """Checks of the entity, and those that are words of one attribute, by its name."""
        left: list[LogicalCheck] = []
        words: dict[str, str] = {}
        usual = {self.names.pattern(self.names.naming.check, table.name, (column,)): column for column in table.columns}
        for each in parts:
            if not isinstance(each, Check) or not each.local:
                continue
            text = self.idioms.read_condition(each.expression)
            column = usual.get(each.name)
            if column is not None and column not in words and not each.comment and _only(column, each, table):
                words[column] = text
            else:
                left.append(LogicalCheck(name=each.name, expression=text, about=each.comment or ""))
        return left, words

    def _index(self, index: SchemaIndex) -> Index:
        words = tuple(key.column or "expr" for key in index.keys)
        usual = self.names.pattern(self.names.naming.index, index.on[-1], words)
        return Index(
            parts=tuple(
                IndexPart(
                    attribute=key.column or "",
                    expression=str(key.expression or ""),
                    descending=key.descending,
                    nulls=None if key.nulls_first is None else Nulls.FIRST if key.nulls_first else Nulls.LAST,
                    collation=".".join(key.collation or ()),
                    operators=key.opclass or "",
                )
                for key in index.keys
            ),
            method=IndexMethod(index.method),
            unique=index.unique,
            where=self.idioms.read_condition(index.predicate) if index.predicate else "",
            include=index.include,
            nulls_distinct=index.nulls_distinct,
            name="" if index.name == usual else index.name,
            about=index.comment or "",
        )

    def _relationships(self) -> Iterator[Relationship]:
        for each in self.schema.of_kind(ForeignKey):
            child, parent = self.tables.get(each.table), self.tables.get(each.target)
            if child is not None and parent is not None:
                yield self._relationship(each, child, parent)

    def _relationship(self, each: ForeignKey, child: Table, parent: Table) -> Relationship:
        usual = self.names.pattern(self.names.naming.foreign_key, child.name, each.columns, target=parent.name)
        required = all(not child.columns[name].nullable for name in each.columns)
        alone = any(
            isinstance(key, Key) and set(key.columns) == set(each.columns) for key in self.parts.get(child.ref, ())
        )
        return Relationship(
            source=self.key(parent.path),
            target=self.key(child.path),
            source_end=Multiplicity.ONE if required else Multiplicity.ZERO_OR_ONE,
            target_end=Multiplicity.ZERO_OR_ONE if alone else Multiplicity.ZERO_OR_MORE,
            by=each.columns,
            to=() if each.target_columns == self._primary(parent) else each.target_columns,
            on_delete=None if each.on_delete is Action.NO_ACTION else each.on_delete,
            on_update=None if each.on_update is Action.NO_ACTION else each.on_update,
            match=each.match,
            deferral=each.deferral,
            name="" if each.name == usual else each.name,
            about=each.comment or "",
        )

    def _primary(self, table: Table) -> tuple[str, ...]:
        for key in self.parts.get(table.ref, ()):
            if isinstance(key, Key) and key.primary:
                return key.columns
        return ()

    def _views(self) -> Iterator[LogicalView]:
        for each in self.schema:
            if not isinstance(each, View | MaterializedView):
                continue
            namespace, name = self.place(each.path)
            stored = isinstance(each, MaterializedView)
            indexes = [
                self._index(index)
                for index in self.parts.get(each.ref, ())
                if stored and isinstance(index, SchemaIndex) and index.method in _METHODS
            ]
            yield LogicalView(
                name=name,
                namespace=namespace,
                query=str(each.definition),
                materialized=stored,
                about=each.comment or "",
                indexes=Named(indexes),
            )


def _with_relationships(model: Model, found: Iterable[Relationship]) -> Model:
    """The model with relationships, as words of attributes where they can be.

    Constraints of several tables may have one name, which only words of attributes can share; of the others the
    later ones are left to the overlay.
    """
    entities = {key: canonical_entity(each) for key, each in model.entities.items()}
    words: dict[str, dict[str, Attribute]] = {}
    declared: list[Relationship] = []
    for each in found:
        entity = entities[each.child]
        said = words.setdefault(entity.key, {})
        attribute = None if not each.by or each.by[0] in said else _as_word(each, entity)
        if attribute is None:
            declared.append(each)
        else:
            said[attribute.name] = attribute
    return replace(
        model,
        entities=Named(
            each.with_attributes(Named(words.get(key, {}).get(name, one) for name, one in each.attributes.items()))
            for key, each in entities.items()
        ),
        declared_relationships=Named({each.key: each for each in reversed(declared)}.values()),
    )


def _as_word(each: Relationship, entity: Entity) -> Attribute | None:
    """The attribute that says the whole relationship, if one can."""
    if len(each.by) != 1 or len(each.to) > 1:
        return None
    reference = Reference(
        to=each.parent,
        attribute=each.to[0] if each.to else "",
        on_delete=each.on_delete,
        on_update=each.on_update,
        match=each.match,
        deferral=each.deferral,
        name=each.name,
    )
    attribute = replace(entity.attributes[each.by[0]], references=reference)
    return attribute if inline_relationship(entity, attribute) == each else None


def _is_entity(table: Table) -> bool:
    """Whether a table is a thing of the design; a partition is a piece of its parent."""
    return table.partition_of is None


def _case(schema: Schema, dialect: Dialect) -> Case:
    snake = Names(Model(name="", naming=Naming(case=Case.SNAKE)), dialect)
    for table in schema.of_kind(Table):
        if any(snake.word(name) != name for name in (table.name, *table.columns)):
            return Case.AS_IS
    others = (each.name for each in schema if isinstance(each, EnumType | DomainType | View | MaterializedView))
    return Case.AS_IS if any(snake.word(name) != name for name in others) else Case.SNAKE


def _only(column: str, check: Check, table: Table) -> bool:
    """Whether a check needs no other column of its table."""
    needed = {ref.name for ref in check.depends if ref.kind == "column" and ref.parent_path == table.path}
    return needed <= {column}


def _identity(column: Column) -> Identity | None:
    if column.identity is None:
        return None
    return Identity.ALWAYS if column.identity.mode is IdentityMode.ALWAYS else Identity.BY_DEFAULT
