"""Tables as a standard describes them, made into entities of a model and back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto

from colonnade.edits import Add
from colonnade.errors import InputError
from colonnade.model import Attribute, Document, Entity, Model
from colonnade.model.constraint import Check, ConstraintKind, Index, Key
from colonnade.model.facets import Retention, TablePurpose, Tier
from colonnade.model.phrase.types import default_text, type_text
from colonnade.standards.values import IndexName, TableName


class UnknownEntityError(InputError):
    """A model has no entity that is this table."""

    code = "CO108"


PerformanceTier = Tier
"""How quick access must be."""


class IndexKind(Flag):
    """What is special about an index; several hold at once, and none of a plain one."""

    PLAIN = 0
    UNIQUE = auto()
    COMPOSITE = auto()
    PARTIAL = auto()
    EXPRESSION = auto()


class IndexPurpose(StrEnum):
    """What an index is for."""

    PRIMARY_KEY = "primary_key"
    FOREIGN_KEY = "foreign_key"
    QUERY_OPT = "query_opt"
    UNIQUENESS = "uniqueness"
    SORTING = "sorting"


class SortOrder(StrEnum):
    """Which end of an index comes first."""

    ASC = "ASC"
    DESC = "DESC"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexColumn:
    """A column, or an expression, of an index."""

    column_name: str
    """The column, or an expression in brackets."""
    sort_order: SortOrder = SortOrder.ASC
    collation: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is no expression."""
        return not self.column_name.startswith("(")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardIndex:
    """An index of a table; sizes and costs are measured, and stand in the registry."""

    name: IndexName
    columns: tuple[IndexColumn, ...]
    unique: bool = False
    where: str = ""
    purpose: IndexPurpose = IndexPurpose.QUERY_OPT

    @property
    def kind(self) -> IndexKind:
        """What is special about it."""
        found = IndexKind.PLAIN
        if self.unique:
            found |= IndexKind.UNIQUE
        if len(self.columns) > 1:
            found |= IndexKind.COMPOSITE
        if self.where:
            found |= IndexKind.PARTIAL
        if not all(each.is_plain for each in self.columns):
            found |= IndexKind.EXPRESSION
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TableConstraint:
    """A constraint of a whole table, or of one column; `message` is what a caller is told who breaks it."""

    type: ConstraintKind
    columns: tuple[str, ...] = ()
    """Of a key or a reference."""
    definition: str = ""
    """The condition of a check; the table that is referred to."""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardColumn:
    """A column; `data_type` is a type of the model language, such as string(100)."""

    name: str
    data_type: str
    is_nullable: bool = True
    default_value: str = ""
    """As the model language writes it."""
    constraints: tuple[TableConstraint, ...] = ()
    description: str = ""
    business_purpose: str = ""


RetentionPolicy = Retention
"""How long rows are kept, and what then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditConfig:
    """Which table of changes gets those of the rows; none where nothing is kept of them."""

    audited_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTable:
    """A table with everything that a standard asks of one."""

    name: TableName
    module: str
    purpose: TablePurpose
    columns: tuple[StandardColumn, ...]
    indexes: tuple[StandardIndex, ...] = ()
    constraints: tuple[TableConstraint, ...] = ()
    audit_config: AuditConfig = AuditConfig()
    retention_policy: RetentionPolicy | None = None
    performance_tier: PerformanceTier | None = None
    description: str = ""


def put_table(model: Model, table: StandardTable) -> Model:
    """The model with the table as an entity. Raises EditRefusedError where it is there, or is wrong."""
    return Add(into=("entities",), key=table.name, value=_entity(table)).apply(model)


def _entity(table: StandardTable) -> Document:
    keys: list[Document] = []
    checks: list[Document] = []
    for each in table.constraints:
        match each.type:
            case ConstraintKind.PRIMARY_KEY | ConstraintKind.UNIQUE:
                primary = each.type is ConstraintKind.PRIMARY_KEY
                keys.append({"attributes": list(each.columns), "primary": primary, "message": each.message})
            case ConstraintKind.CHECK:
                checks.append({"check": each.definition, "message": each.message})
            case _:
                raise ValueError(f"{each.type} is a constraint of a column: give it to that")
    said: dict[str, Document] = {
        "area": table.module,
        "purpose": table.purpose.value,
        "about": table.description,
        "attributes": {each.name: _attribute(each) for each in table.columns},
        "keys": keys,
        "checks": checks,
        "indexes": [_index(each) for each in table.indexes],
        "audited_by": table.audit_config.audited_by,
    }
    if table.performance_tier is not None:
        said["tier"] = table.performance_tier.value
    kept = table.retention_policy
    if kept is not None:
        facts: dict[str, Document] = {"unit": kept.unit.value, "after": kept.after, "then": kept.then.value}
        if kept.count is not None:
            facts["count"] = kept.count
        said["retention"] = {key: value for key, value in (facts | _reasons(kept)).items() if value != ""}
    return {key: value for key, value in said.items() if value not in ("", [], {})}


def _reasons(kept: Retention) -> dict[str, Document]:
    return {"where": kept.where, "because": kept.because}


def _attribute(column: StandardColumn) -> Document:
    said: dict[str, Document] = {
        "type": column.data_type,
        "required": not column.is_nullable,
        "about": column.description,
        "business_name": column.business_purpose,
    }
    if column.default_value:
        said["default"] = column.default_value
    for each in column.constraints:
        if each.message:
            said["message"] = each.message
        match each.type:
            case ConstraintKind.PRIMARY_KEY:
                said["key"] = True
            case ConstraintKind.UNIQUE:
                said["unique"] = True
            case ConstraintKind.CHECK:
                said["check"] = each.definition
            case ConstraintKind.FOREIGN_KEY:
                said["references"] = {"to": each.definition}
            case ConstraintKind.NOT_NULL:
                said["required"] = True
            case _:
                raise ValueError(f"{each.type} is no constraint of a column")
    return {key: value for key, value in said.items() if value not in ("", False)}


def _index(index: StandardIndex) -> Document:
    parts: list[Document] = []
    for each in index.columns:
        plain, name = each.is_plain, each.column_name
        part: dict[str, Document] = {"attribute": name} if plain else {"expression": name[1:-1]}
        if each.sort_order is SortOrder.DESC:
            part["descending"] = True
        if each.collation:
            part["collate"] = each.collation
        parts.append(part)
    said: dict[str, Document] = {"name": str(index.name), "columns": parts}
    if index.unique:
        said["unique"] = True
    if index.where:
        said["where"] = index.where
    return said


def table_of(model: Model, name: str) -> StandardTable:
    """The table that an entity is. Raises UnknownEntityError, and BadValueError for other names."""
    entity = model.entities.get(name)
    if entity is None:
        raise UnknownEntityError(f"the model has no entity {name}", fields={"entity": name})
    constraints: list[TableConstraint] = [_key(each) for each in entity.declared_keys.values()]
    constraints += [_check(each) for each in entity.checks.values()]
    return StandardTable(
        name=TableName(entity.physical or entity.name),
        module=entity.area,
        purpose=entity.purpose or TablePurpose.PRIMARY_DATA,
        columns=tuple(_column(model, entity, each) for each in entity.attributes.values()),
        indexes=tuple(_standard_index(entity, each) for each in entity.indexes.values()),
        constraints=tuple(constraints),
        audit_config=AuditConfig(audited_by=entity.audited_by),
        retention_policy=entity.retention,
        performance_tier=entity.tier,
        description=entity.about,
    )


def _column(model: Model, entity: Entity, attribute: Attribute) -> StandardColumn:
    constraints: list[TableConstraint] = []

    def add(type_: ConstraintKind, definition: str = "") -> None:
        constraints.append(TableConstraint(type=type_, definition=definition, message=attribute.message))

    if attribute.primary:
        add(ConstraintKind.PRIMARY_KEY)
    if attribute.unique:
        add(ConstraintKind.UNIQUE)
    if attribute.check:
        add(ConstraintKind.CHECK, attribute.check)
    for each in model.relationships.values():
        if each.child == entity.key and each.by == (attribute.name,):
            add(ConstraintKind.FOREIGN_KEY, each.parent)
    return StandardColumn(
        name=attribute.physical or attribute.name,
        data_type=type_text(attribute.type),
        is_nullable=not attribute.is_required,
        default_value=default_text(attribute.default) if attribute.default is not None else "",
        constraints=tuple(constraints),
        description=attribute.about,
        business_purpose=attribute.business_name,
    )


def _key(key: Key) -> TableConstraint:
    type_ = ConstraintKind.PRIMARY_KEY if key.primary else ConstraintKind.UNIQUE
    return TableConstraint(type=type_, columns=key.attributes, message=key.message)


def _check(check: Check) -> TableConstraint:
    return TableConstraint(type=ConstraintKind.CHECK, definition=check.expression, message=check.message)


def _standard_index(entity: Entity, index: Index) -> StandardIndex:
    words = [part.attribute or "expression" for part in index.parts]
    return StandardIndex(
        name=IndexName(index.name or "_".join(("idx", entity.name, *words))),
        columns=tuple(
            IndexColumn(
                column_name=part.attribute or f"({part.expression})",
                sort_order=SortOrder.DESC if part.descending else SortOrder.ASC,
                collation=part.collation,
            )
            for part in index.parts
        ),
        unique=index.unique,
        where=index.where,
    )
