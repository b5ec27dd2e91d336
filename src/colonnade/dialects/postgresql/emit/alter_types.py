"""User types that stay: enums, domains, composites, ranges and base types."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.casting import Conversion, conversion
from colonnade.dialects.postgresql.emit.parking import columns_of_type, parked, row_of, types_over, unparked
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import comment_on, trappings
from colonnade.dialects.postgresql.emit.statements import collate, newer
from colonnade.dialects.postgresql.emit.type_detour import detour
from colonnade.dialects.postgresql.emit.users import away, with_heirs
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.ops import AlterObject, Operation
from colonnade.schema import (
    Column,
    CompositeField,
    CompositeType,
    DomainCheck,
    DomainType,
    EnumType,
    QName,
    RangeType,
    Ref,
    Table,
)


@EMIT.on(AlterObject, "enum")
def alter_enum(operation: Operation, context: Context) -> Alteration | None:
    """ADD VALUE where values only come; a value that goes or moves makes another type of it."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, EnumType)
    assert isinstance(after, EnumType)
    kept = [value for value in after.values if value in before.values]
    if kept != list(before.values):
        return detour(before, after, context, by_text)
    return Alteration(statements=(*_new_values(before, after), *trappings(after, before, context)))


def _new_values(before: EnumType, after: EnumType) -> Iterator[Statement]:
    there = list(before.values)
    for place, value in enumerate(after.values):
        if value in there:
            continue
        if place:
            where = f" AFTER {literal(after.values[place - 1])}"
            where = "" if there[-1] == after.values[place - 1] else where
            there.insert(there.index(after.values[place - 1]) + 1, value)
        else:
            where = f" BEFORE {literal(there[0])}" if there else ""
            there.insert(0, value)
        sql = f"ALTER TYPE {qualified(after.path)} ADD VALUE {literal(value)}{where}"
        yield Statement(sql=sql, form="add_enum_value", on=(after.ref,), early=True)


def by_text(column: Column, type_: str) -> str:
    """A value by way of its text."""
    text = "text[]" if type_.endswith("[]") else "text"
    return f"{quote(column.name)}::{text}::{type_}"


@EMIT.on(AlterObject, "domain")
def alter_domain(operation: Operation, context: Context) -> Alteration | None:
    """ALTER DOMAIN; another base or collation makes another domain of it."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, DomainType)
    assert isinstance(after, DomainType)
    if {"base", "collation"} & operation.changed():
        how = conversion(before.base, after.base)

        def convert(column: Column, type_: str) -> str:
            if column.type.endswith("[]"):
                return by_text(column, type_)
            between = "" if how in {Conversion.RELABEL, Conversion.ASSIGN, Conversion.CAST} else "::text"
            return f"{quote(column.name)}::{before.base}{between}::{after.base}::{type_}"

        return detour(before, after, context, convert)
    using = tuple(dict.fromkeys(table.ref for table, _ in columns_of_type(after.path, context.before)))
    statements = (
        *_gone_checks(before, after),
        *_domain_properties(before, after, context, using),
        *_checks(before, after, using),
    )
    rest = trappings(after, before, context)
    holders = tuple(_holders(before, context)) if any(each.form in _CHECKING for each in statements) else ()
    if not holders:
        return Alteration(statements=(*statements, *rest))
    leaving = (part for table, column, row in holders for part in parked(table, column, row, context))
    coming = (part for table, column, row in holders for part in unparked(table, column, row, context))
    displaced = (
        ref
        for table, column, _ in holders
        for ref in away(with_heirs(table, context.before), column.name, context.before)
    )
    return Alteration(statements=(*leaving, *statements, *coming, *rest), displaces=frozenset(displaced))


_CHECKING = frozenset({"domain_add_check", "domain_set_not_null", "domain_validate"})
"""Forms that look through all values, which the server does only where a column is of the domain itself."""


def _holders(domain: DomainType, context: Context) -> Iterator[tuple[Table, Column, QName | None]]:
    """Columns that have values of a domain within arrays, rows or ranges."""
    schema = context.before
    for each in (domain, *types_over(domain.ref, schema)):
        for table, column in columns_of_type(each.path, schema):
            if column.type.endswith("[]") or not isinstance(each, DomainType):
                yield table, column, row_of(each, schema)


def _domain(after: DomainType, action: str, form: str, using: tuple[Ref, ...], *hazards: Hazard) -> Statement:
    return Statement(
        sql=f"ALTER DOMAIN {qualified(after.path)} {action}",
        form=form,
        on=(after.ref, *using),
        hazards=frozenset(hazards),
    )


def _domain_properties(
    before: DomainType, after: DomainType, context: Context, using: tuple[Ref, ...]
) -> Iterator[Statement]:
    if before.default != after.default:
        action = "DROP DEFAULT" if after.default is None else f"SET DEFAULT {after.default}"
        yield _domain(after, action, "domain_default", ())
    if before.nullable and not after.nullable:
        named = after.not_null_name is not None and newer(context, 17)
        action = f"ADD CONSTRAINT {quote(after.not_null_name or '')} NOT NULL" if named else "SET NOT NULL"
        yield _domain(after, action, "domain_set_not_null", using, Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA)
    elif not before.nullable and after.nullable:
        yield _domain(after, "DROP NOT NULL", "domain_drop_not_null", ())
    elif not after.nullable and before.not_null_name != after.not_null_name and newer(context, 17):
        old, new = (each.not_null_name or f"{each.name}_not_null" for each in (before, after))
        yield _domain(after, f"RENAME CONSTRAINT {quote(old)} TO {quote(new)}", "domain_rename_constraint", ())


def _same_rule(old: DomainCheck | None, new: DomainCheck) -> bool:
    return old is not None and old.expression == new.expression and (new.valid or not old.valid)


def _gone_checks(before: DomainType, after: DomainType) -> Iterator[Statement]:
    wanted = {each.name: each for each in after.checks}
    for each in before.checks:
        new = wanted.get(each.name)
        if new is None or not _same_rule(each, new):
            yield _domain(after, f"DROP CONSTRAINT {quote(each.name)}", "domain_drop_check", ())


def _checks(before: DomainType, after: DomainType, using: tuple[Ref, ...]) -> Iterator[Statement]:
    known = {each.name: each for each in before.checks}
    for each in after.checks:
        old = known.get(each.name)
        stays = _same_rule(old, each)
        comment = old.comment if old is not None and stays else None
        scanned = (Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA)
        if not stays:
            action = f"ADD CONSTRAINT {quote(each.name)} CHECK ({each.expression})"
            if each.valid:
                yield _domain(after, action, "domain_add_check", using, *scanned)
            else:
                yield _domain(after, f"{action} NOT VALID", "domain_add_check_not_valid", ())
        elif old is not None and each.valid and not old.valid:
            action = f"VALIDATE CONSTRAINT {quote(each.name)}"
            yield _domain(after, action, "domain_validate", using, *scanned)
        name = f"{quote(each.name)} ON DOMAIN {qualified(after.path)}"
        yield from comment_on("CONSTRAINT", name, comment, each.comment, on=(after.ref,))


@EMIT.on(AlterObject, "composite")
def alter_composite(operation: Operation, context: Context) -> Alteration | None:
    """ALTER TYPE … ATTRIBUTE where fields come at the end or go, or change while no table holds values."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, CompositeType)
    assert isinstance(after, CompositeType)
    held = _is_held(before, context)
    old = {each.name: each for each in before.fields}
    kept = [each for each in before.fields if any(each.name == new.name for new in after.fields)]
    in_order = [each.name for each in kept] == [each.name for each in after.fields[: len(kept)]]
    retyped = [each for each in after.fields if each.name in old and _shape(each) != _shape(old[each.name])]
    if not in_order or (held and retyped):

        def convert(column: Column, type_: str) -> str:
            return _row_again(column, type_, before, after)

        return detour(before, after, context, convert) if held else None
    return Alteration(
        statements=(*_attributes(before, after, retyped), *trappings(after, before, context)),
    )


def _is_held(each: CompositeType | RangeType, context: Context) -> bool:
    """Whether a table has values of the type, itself or within another type."""
    paths = (each.path, *(other.path for other in types_over(each.ref, context.before)))
    return any(True for path in paths for _ in columns_of_type(path, context.before))


def _shape(each: CompositeField) -> tuple[str, object]:
    return each.type, each.collation


def _row_again(column: Column, type_: str, before: CompositeType, after: CompositeType) -> str:
    name = quote(column.name)
    if type_.endswith("[]"):
        return by_text(column, type_)
    old = {each.name: each for each in before.fields}
    values = []
    for each in after.fields:
        was = old.get(each.name)
        if was is None:
            values.append(f"NULL::{each.type}")
        else:
            between = "::text" if conversion(was.type, each.type) in {Conversion.TEXT, Conversion.UNWRAP} else ""
            values.append(f"({name}).{quote(each.name)}{between}::{each.type}")
    return f"CASE WHEN {name} IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW({', '.join(values)})::{type_} END"


def _attributes(before: CompositeType, after: CompositeType, retyped: list[CompositeField]) -> Iterator[Statement]:
    old, new = ({each.name: each for each in side.fields} for side in (before, after))
    actions = [f"DROP ATTRIBUTE {quote(name)}" for name in old if name not in new]
    actions += [f"ALTER ATTRIBUTE {quote(each.name)} TYPE {each.type}{collate(each.collation)}" for each in retyped]
    actions += [
        f"ADD ATTRIBUTE {quote(each.name)} {each.type}{collate(each.collation)}"
        for each in after.fields
        if each.name not in old
    ]
    for action in actions:
        dropped = frozenset({Hazard.DELETES_DATA}) if action.startswith("DROP") else frozenset()
        yield Statement(
            sql=f"ALTER TYPE {qualified(after.path)} {action} CASCADE",
            form="alter_composite",
            on=(after.ref,),
            hazards=dropped,
        )
    for each in after.fields:
        was = old.get(each.name)
        name = f"{qualified(after.path)}.{quote(each.name)}"
        yield from comment_on("COLUMN", name, was.comment if was else None, each.comment, on=(after.ref,))


@EMIT.on(AlterObject, "range")
def alter_range(operation: Operation, context: Context) -> Alteration | None:
    """Owner, comment and privileges in place; the rest makes another type of it."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, RangeType)
    assert isinstance(after, RangeType)
    if not {"subtype", "options"} & operation.changed():
        return Alteration(statements=trappings(after, before, context))
    return detour(before, after, context, by_text) if _is_held(before, context) else None


@EMIT.on(AlterObject, "base_type", "shell_type")
def alter_base_type(operation: Operation, context: Context) -> Alteration | None:
    """Owner, comment and privileges in place; the rest makes another type of it."""
    assert isinstance(operation, AlterObject)
    if "definition" in operation.changed():
        return None
    return Alteration(statements=trappings(operation.after, operation.before, context))
