"""Tables as entities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from colonnade.model import Attribute, Base, Entity, Identity, Index, IndexMethod, IndexPart, Named, Nulls, Type
from colonnade.model import Check as LogicalCheck
from colonnade.model import Key as LogicalKey
from colonnade.realize.abstract.divisions import division
from colonnade.realize.abstract.ground import METHODS, Ground
from colonnade.realize.make.entities import one_of
from colonnade.schema import Check, Column, IdentityMode, Key, SchemaObject, Table
from colonnade.schema import Index as SchemaIndex


def entity_of(table: Table, ground: Ground) -> Entity:
    """The entity that a table is."""
    namespace, name = ground.place(table.path)
    parts = ground.parts.get(table.ref, ())
    checks, of_attributes = _checks(table, parts, ground)
    return Entity(
        name=name,
        namespace=namespace,
        about=table.comment or "",
        attributes=Named(
            _attribute(table, column, of_attributes.get(column.name, ""), ground) for column in table.columns.values()
        ),
        declared_keys=Named(_key(table, each, ground) for each in parts if isinstance(each, Key)),
        checks=Named(checks),
        indexes=Named(
            index_of(each, ground) for each in parts if isinstance(each, SchemaIndex) and each.method in METHODS
        ),
        partition=division(table, ground),
    )


def _attribute(table: Table, column: Column, check: str, ground: Ground) -> Attribute:
    serial = _is_serial(table, column, ground)
    read_default = ground.idioms.read_default
    made = Attribute(
        name=column.name,
        type=ground.idioms.read_type(column.type, ground.domains),
        required=not column.nullable,
        identity=Identity.SERIAL if serial else _identity(column),
        default=read_default(column.default, column.type) if column.default and not serial else None,
        generated=str(column.generated.expression) if column.generated else "",
        virtual=column.generated is not None and column.generated.stored == "virtual",
        collation=".".join(column.collation or ()),
        check=check,
        about=column.comment or "",
    )
    return _as_enum(made, column, ground) if check and made.type.base is Base.TEXT else made


_WORD = re.compile(r"'((?:[^']|'')*)'")


def _as_enum(attribute: Attribute, column: Column, ground: Ground) -> Attribute:
    """The attribute as an enum, where its check is the one by which an enum is kept."""
    words = tuple(found.replace("''", "'") for found in _WORD.findall(attribute.check))
    made = Type(base=Base.ENUM, values=words)
    if not words or ground.idioms.write_type(made, ground.domains) != column.type:
        return attribute
    wanted = ground.idioms.write_condition(attribute.check)
    if ground.idioms.write_condition(one_of(column.name, words, ground.dialect, ground.idioms)) != wanted:
        return attribute
    return replace(attribute, type=made, check="")


def _is_serial(table: Table, column: Column, ground: Ground) -> bool:
    sequence = ground.sequences.get((*table.path, column.name))
    if sequence is None or column.default is None:
        return False
    usual = (*table.path[:-1], ground.names.pattern("{table}_{columns}_seq", table.name, (column.name,)))
    wanted = f"nextval('{ground.idioms.qualified(sequence.path)}'::regclass)"
    return sequence.path == usual and column.default == wanted


def _key(table: Table, key: Key, ground: Ground) -> LogicalKey:
    naming = ground.names.naming
    usual = ground.names.pattern(naming.primary_key if key.primary else naming.unique, table.name, key.columns)
    return LogicalKey(
        attributes=key.columns,
        primary=key.primary,
        name="" if key.name == usual or not key.named else key.name,
        include=key.include,
        nulls_distinct=key.nulls_distinct,
        deferral=key.deferral,
        about=key.comment or "",
    )


def _checks(
    table: Table, parts: tuple[SchemaObject, ...], ground: Ground
) -> tuple[list[LogicalCheck], Mapping[str, str]]:
    """Checks of the entity, and those that are words of one attribute, by its name."""
    left: list[LogicalCheck] = []
    words: dict[str, str] = {}
    names = ground.names
    usual = {names.pattern(names.naming.check, table.name, (column,)): column for column in table.columns}
    for each in parts:
        if not isinstance(each, Check) or not each.local:
            continue
        text = ground.idioms.read_condition(each.expression)
        column = usual.get(each.name)
        if column is not None and column not in words and not each.comment and _only(column, each, table):
            words[column] = text
        else:
            left.append(LogicalCheck(name=each.name, expression=text, about=each.comment or ""))
    return left, words


def _only(column: str, check: Check, table: Table) -> bool:
    """Whether a check needs no other column of its table."""
    needed = {ref.name for ref in check.depends if ref.kind == "column" and ref.parent_path == table.path}
    return needed <= {column}


def index_of(index: SchemaIndex, ground: Ground) -> Index:
    """An index of a table or a stored view."""
    words = tuple(key.column or "expr" for key in index.keys)
    usual = ground.names.pattern(ground.names.naming.index, index.on[-1], words)
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
        where=ground.idioms.read_condition(index.predicate) if index.predicate else "",
        include=index.include,
        nulls_distinct=index.nulls_distinct,
        name="" if index.name == usual else index.name,
        about=index.comment or "",
    )


def _identity(column: Column) -> Identity | None:
    if column.identity is None:
        return None
    return Identity.ALWAYS if column.identity.mode is IdentityMode.ALWAYS else Identity.BY_DEFAULT
